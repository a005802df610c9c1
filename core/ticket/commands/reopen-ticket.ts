import { people } from "#core/engine/access"
import { isResolved } from "#core/ticket/offerable"
import { workable } from "#core/ticket/preconditions"
import { refuse } from "#core/ticket/refuse"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Only a resolved ticket is reopened; one that is open already stays so, which makes a retry safe. */
export const reopenTicket = ticketCommand({
  shape: commands["reopen-ticket"],
  rights: people,
  offered: isResolved,
  decide: (state, { reason }) => {
    const { id, status } = workable(state)
    if (status === "open") return []
    if (status !== "resolved") throw refuse("ticket-not-resolved", `${id} is ${status}, not resolved: post a reply`)
    return [{ type: "TicketReopened", data: { because: "reopened", ...(reason && { reason }) } }]
  },
})
