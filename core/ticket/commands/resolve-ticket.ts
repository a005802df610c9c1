import { people } from "#core/engine/access"
import { isWorkedOn } from "#core/ticket/offerable"
import { workable } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Resolving twice changes nothing: the first outcome stays until the ticket is reopened. */
export const resolveTicket = ticketCommand({
  shape: commands["resolve-ticket"],
  rights: people,
  offered: isWorkedOn,
  decide: (state, input) => (workable(state).status === "resolved" ? [] : [{ type: "TicketResolved", data: input }]),
})
