import { refuse } from "#core/ticket/refuse"
import type { ExistingTicket, Ticket } from "#core/ticket/state"

/** A ticket that was submitted, whatever became of it. Throws Rejected ticket-not-found. */
export const existing = (ticket: Ticket): ExistingTicket => {
  if (ticket.status === "none") throw refuse("ticket-not-found", "There is no such ticket")
  return ticket
}

/** A ticket that may still change. Throws Rejected ticket-not-found or ticket-closed. */
export const workable = (ticket: Ticket): ExistingTicket => {
  const found = existing(ticket)
  if (found.status === "closed") throw refuse("ticket-closed", `${found.id} is closed: open a follow-up ticket`)
  return found
}

/** A ticket that somebody still works on. Throws Rejected as `workable` does, and ticket-already-resolved. */
export const unresolved = (ticket: Ticket): ExistingTicket => {
  const found = workable(ticket)
  if (found.status === "resolved") throw refuse("ticket-already-resolved", `${found.id} is resolved: reopen it first`)
  return found
}
