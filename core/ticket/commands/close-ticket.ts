import { staff } from "#core/engine/access"
import { isResolved, notClosed } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { refuse } from "#core/ticket/refuse"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Agents close what is resolved; an admin closes anything, such as spam. Closing twice changes nothing. */
export const closeTicket = ticketCommand({
  shape: commands["close-ticket"],
  rights: staff,
  offered: (ticket, role) => isResolved(ticket) || (notClosed(ticket) && role === "admin"),
  decide: (state, input, { actor }) => {
    const { id, status } = existing(state)
    if (status === "closed") return []
    if (status !== "resolved" && actor.role !== "admin")
      throw refuse("ticket-not-resolved", `${id} is ${status}: resolve it before you close it`)
    return [{ type: "TicketClosed", data: input }]
  },
})
