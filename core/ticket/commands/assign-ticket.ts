import type { Decide } from "#core/engine/decider"
import { workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Assigning to the same agent again changes nothing, so a retry is safe. */
export const assignTicket: Decide<Ticket, InputOf<"assign-ticket">> = (state, { agent }) => {
  const ticket = workable(state)
  return ticket.assignee?.id === agent.id ? [] : [{ type: "TicketAssigned", data: { agent } }]
}
