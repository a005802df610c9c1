import type { Decide } from "#core/engine/decider"
import { unresolved } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** A paused ticket may come to wait on somebody else; waiting on the same again changes nothing. */
export const pauseTicket: Decide<Ticket, InputOf<"pause-ticket">> = (state, input) => {
  const { status } = unresolved(state)
  const target = input.waitingOn === "customer" ? "pending" : "on-hold"
  return status === target ? [] : [{ type: "TicketPaused", data: input }]
}
