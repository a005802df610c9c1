import { Rejected } from "#core/engine/rejected"
import type { LiveTicket, Ticket } from "#core/ticket/state"

/** A ticket that was submitted, whatever became of it. Throws Rejected ticket-not-found. */
export const existing = (ticket: Ticket): LiveTicket => {
  if (ticket.status === "none") throw new Rejected("ticket-not-found", "There is no such ticket")
  return ticket
}

/** A ticket that may still change. Throws Rejected ticket-not-found or ticket-closed. */
export const workable = (ticket: Ticket): LiveTicket => {
  const found = existing(ticket)
  if (found.status === "closed") throw new Rejected("ticket-closed", `${found.id} is closed: open a follow-up ticket`)
  return found
}

/** A ticket that somebody still works on. Throws Rejected as `workable` does, and ticket-already-resolved. */
export const unresolved = (ticket: Ticket): LiveTicket => {
  const found = workable(ticket)
  if (found.status === "resolved")
    throw new Rejected("ticket-already-resolved", `${found.id} is resolved: reopen it first`)
  return found
}
