import type { Decide } from "#core/engine/decider"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/**
 * One draft per ticket, also on one that was answered or resolved while triage still worked: the archive and the warehouse
 * hold every triaged ticket with its draft. There it is an offer like one that was waiting when the ticket was resolved:
 * agents may send it, and need not. A closed ticket takes no more judgements.
 */
export const draftResponse: Decide<Ticket, InputOf<"draft-response">> = (state, input) => {
  const ticket = existing(state)
  return ticket.draft || ticket.status === "closed" ? [] : [{ type: "ResponseDrafted", data: input }]
}
