import type { Decide } from "#core/engine/decider"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** The first judgement stays, so that a repeated triage changes nothing. A closed ticket takes no more judgements. */
export const classifyTicket: Decide<Ticket, InputOf<"classify-ticket">> = (state, input) => {
  const ticket = existing(state)
  return ticket.classification || ticket.status === "closed" ? [] : [{ type: "TicketClassified", data: input }]
}
