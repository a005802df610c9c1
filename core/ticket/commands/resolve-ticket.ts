import type { Decide } from "#core/engine/decider"
import { workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Resolving twice changes nothing: the first outcome stays until the ticket is reopened. */
export const resolveTicket: Decide<Ticket, InputOf<"resolve-ticket">> = (state, input) =>
  workable(state).status === "resolved" ? [] : [{ type: "TicketResolved", data: input }]
