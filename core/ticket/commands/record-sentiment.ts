import type { Decide } from "#core/engine/decider"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** The first reading stays, so that a repeated triage changes nothing. A closed ticket takes no more judgements. */
export const recordSentiment: Decide<Ticket, InputOf<"record-sentiment">> = (state, input) => {
  const ticket = existing(state)
  return ticket.sentiment || ticket.status === "closed" ? [] : [{ type: "SentimentDetected", data: input }]
}
