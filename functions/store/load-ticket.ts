import type { EventStore } from "#core/engine/event-store"
import { existing } from "#core/ticket/preconditions"
import type { ExistingTicket } from "#core/ticket/state"
import { ticket } from "#core/ticket/ticket"

/** The ticket as it is now. Throws Rejected ticket-not-found. */
export const loadTicket = async (store: Pick<EventStore, "current">, id: string): Promise<ExistingTicket> =>
  existing((await store.current(ticket, id)).state)
