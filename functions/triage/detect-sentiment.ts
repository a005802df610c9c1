import { z } from "zod"
import type { EventStore } from "#core/event-store"
import { parse } from "#core/invalid"
import { sentimentOf } from "#functions/lib/comprehend"
import { eventStore } from "#functions/lib/event-store"
import { loadTicket } from "#functions/lib/load-ticket"
import { spoken } from "#functions/triage/triaged"
import { TicketId } from "#schemas/id"
import type { JudgedSentiment } from "#schemas/triage"

const Step = z.object({ ticketId: TicketId })

/** Has Comprehend judge how the customer sounds. Throws when it cannot; the state machine then retries or goes by rules. */
export const detectSentiment =
  (store: EventStore) =>
  async (raw: unknown): Promise<JudgedSentiment> => {
    const { ticketId } = parse(Step, raw)
    const ticket = await loadTicket(store, ticketId)
    return { ...(await sentimentOf(spoken(ticket))), engine: "model" }
  }

export const handler = detectSentiment(eventStore)
