import { people } from "#core/engine/access"
import { notAllowed } from "#core/engine/rejected"
import { never } from "#core/ticket/offerable"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** The same ticket id twice is one ticket, and the first telling counts. Customers submit for themselves only. */
export const submitTicket = ticketCommand({
  shape: commands["submit-ticket"],
  rights: [...people, "integration"],
  opens: true,
  offered: never,
  decide: (ticket, input, { actor }) => {
    if (actor.role === "customer" && actor.id !== input.customer.id)
      throw notAllowed("A customer may submit tickets only for themselves")
    return ticket.status === "none" ? [{ type: "TicketSubmitted", data: input }] : []
  },
})
