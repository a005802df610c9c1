import { people } from "#core/engine/access"
import { isWorkedOn } from "#core/ticket/offerable"
import { unresolved } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** An escalated ticket stays escalated: asking again changes nothing. */
export const escalateTicket = ticketCommand({
  shape: commands["escalate-ticket"],
  rights: people,
  offered: (ticket) => isWorkedOn(ticket) && !ticket.escalated,
  decide: (state, { reason }) => (unresolved(state).escalated ? [] : [{ type: "TicketEscalated", data: { reason } }]),
})
