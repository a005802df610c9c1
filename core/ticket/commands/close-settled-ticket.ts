import { platform } from "#core/engine/access"
import { isResolved } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Does nothing where the ticket was reopened, or resolved anew since: that has a moment of its own. */
export const closeSettledTicket = ticketCommand({
  shape: commands["close-settled-ticket"],
  rights: platform,
  offered: isResolved,
  decide: (state, { resolvedBy, reason }) => {
    const { status, resolvedAt } = existing(state)
    const isSettled =
      status === "resolved" && resolvedAt !== undefined && Date.parse(resolvedAt) <= Date.parse(resolvedBy)
    return isSettled ? [{ type: "TicketClosed", data: { reason } }] : []
  },
})
