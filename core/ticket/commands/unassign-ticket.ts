import { staff } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { workable } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** A ticket that nobody has stays so. */
export const unassignTicket = ticketCommand({
  shape: commands["unassign-ticket"],
  rights: staff,
  offered: (ticket) => notClosed(ticket) && ticket.assignee !== undefined,
  decide: (state) => {
    const { assignee } = workable(state)
    return assignee ? [{ type: "TicketUnassigned", data: { from: assignee.id } }] : []
  },
})
