import type { Decide } from "#core/engine/decider"
import { Rejected } from "#core/engine/rejected"
import { workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Only a resolved ticket is reopened; one that is open already stays so, which makes a retry safe. */
export const reopenTicket: Decide<Ticket, InputOf<"reopen-ticket">> = (state, { reason }) => {
  const { id, status } = workable(state)
  if (status === "open") return []
  if (status !== "resolved") throw new Rejected("ticket-not-resolved", `${id} is ${status}, not resolved: post a reply`)
  return [{ type: "TicketReopened", data: { because: "reopened", ...(reason && { reason }) } }]
}
