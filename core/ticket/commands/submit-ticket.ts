import type { Decide } from "#core/engine/decider"
import { Rejected } from "#core/engine/rejected"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** The same ticket id twice is one ticket, and the first telling counts. Customers submit for themselves only. */
export const submitTicket: Decide<Ticket, InputOf<"submit-ticket">> = (ticket, input, { actor }) => {
  if (actor.role === "customer" && actor.id !== input.customer.id)
    throw new Rejected("not-allowed", "A customer may submit tickets only for themselves")
  return ticket.status === "none" ? [{ type: "TicketSubmitted", data: input }] : []
}
