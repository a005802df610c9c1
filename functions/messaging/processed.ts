import type { EventStore } from "#core/engine/event-store"
import { processedTicket } from "#core/ticket/processed"
import { loadTicket } from "#functions/store/load-ticket"
import type { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"

/**
 * The processed ticket as it is now, so that an event that comes late or twice never brings back an older state.
 * Throws while triage has not recorded everything yet: the queue tries again.
 */
export const loadProcessed = async (store: EventStore, ticketId: string): Promise<ProcessedTicket> => {
  const processed = processedTicket(await loadTicket(store, ticketId))
  if (processed) return processed
  throw new Error(`${ticketId} has a draft but no sentiment or no classification yet: it is tried again`)
}

/** `tickets/YYYY/MM/DD/ticket_<ID>.json`, by the day of submission in UTC: a ticket keeps its place for good. */
export const archiveKey = ({ ticket_id, submitted_at }: ProcessedTicket): string =>
  `tickets/${submitted_at.slice(0, 10).replaceAll("-", "/")}/ticket_${ticket_id}.json`
