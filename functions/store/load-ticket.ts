import type { EventStore } from "#core/engine/event-store"
import { existing } from "#core/ticket/preconditions"
import type { LiveTicket } from "#core/ticket/state"
import type { TicketId } from "#schemas/id"

/** The ticket as it is now. Throws Rejected ticket-not-found. */
export const loadTicket = async (store: EventStore, ticketId: TicketId): Promise<LiveTicket> =>
  existing((await store.current(ticketId)).ticket)
