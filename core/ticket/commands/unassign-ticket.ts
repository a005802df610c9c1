import type { Decide } from "#core/engine/decider"
import { workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** A ticket that nobody has stays so. */
export const unassignTicket: Decide<Ticket, InputOf<"unassign-ticket">> = (state) => {
  const { assignee } = workable(state)
  return assignee ? [{ type: "TicketUnassigned", data: { from: assignee.id } }] : []
}
