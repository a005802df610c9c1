import { staff } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { workable } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Assigning to the same agent again changes nothing, so a retry is safe. */
export const assignTicket = ticketCommand({
  shape: commands["assign-ticket"],
  rights: staff,
  offered: notClosed,
  decide: (state, { agent }) => {
    const ticket = workable(state)
    return ticket.assignee?.id === agent.id ? [] : [{ type: "TicketAssigned", data: { agent } }]
  },
})
