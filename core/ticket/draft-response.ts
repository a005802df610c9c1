import type { Decide } from "#core/decider"
import { existing } from "#core/ticket/preconditions"
import type { LiveTicket, Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/commands"

const finished = ({ status }: LiveTicket) => status === "resolved" || status === "closed"

/**
 * One draft per ticket. A finished ticket gets none: nobody would send it. One that an agent has answered already
 * still does, because the archive and the warehouse hold every triaged ticket with its draft.
 */
export const draftResponse: Decide<Ticket, InputOf<"draft-response">> = (state, input) => {
  const ticket = existing(state)
  return ticket.draft || finished(ticket) ? [] : [{ type: "ResponseDrafted", data: input }]
}
