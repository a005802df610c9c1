import { fold } from "#core/decider"
import type { EventStore } from "#core/event-store"
import { existing } from "#core/ticket/preconditions"
import { evolve, initial, type LiveTicket } from "#core/ticket/state"
import type { Asked } from "#core/ticket/triage/rules"
import type { TicketId } from "#schemas/id"

/** The ticket as it is now. Throws Rejected ticket-not-found. */
export const loadTicket = async (store: EventStore, ticketId: TicketId): Promise<LiveTicket> =>
  existing(fold(evolve, initial, await store.load(ticketId)))

/** What triage judges: the problem in the customer's words, and the first name to answer to. */
export const triaged = ({ submitted }: LiveTicket): Asked & { firstName: string } => {
  const { product, issueType, subject, description, priority, customer } = submitted
  return { product, issueType, subject, description, priority, firstName: customer.firstName }
}

/** The text whose mood is judged. */
export const spoken = ({ submitted }: LiveTicket): string => `${submitted.subject}\n${submitted.description}`
