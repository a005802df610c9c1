import type { Decide } from "#core/engine/decider"
import { unresolved } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** An escalated ticket stays escalated: asking again changes nothing. */
export const escalateTicket: Decide<Ticket, InputOf<"escalate-ticket">> = (state, { reason }) =>
  unresolved(state).escalated ? [] : [{ type: "TicketEscalated", data: { reason } }]
