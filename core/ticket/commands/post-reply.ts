import type { Decide } from "#core/engine/decider"
import { workable } from "#core/ticket/preconditions"
import type { LiveTicket, Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"
import type { Fact } from "#schemas/ticket/events"

/** A customer's answer brings a ticket back that waited for it or was thought solved. */
const broughtBack = ({ status }: LiveTicket): Fact[] => {
  if (status === "pending") return [{ type: "TicketResumed", data: { because: "customer-replied" } }]
  if (status === "resolved") return [{ type: "TicketReopened", data: { because: "customer-replied" } }]
  return []
}

/** A message that both sides see. On a closed ticket it is refused: the door opens a follow-up ticket instead. */
export const postReply: Decide<Ticket, InputOf<"post-reply">> = (state, { text }, { actor }) => {
  const ticket = workable(state)
  if (actor.role !== "customer") return [{ type: "ReplyPosted", data: { text, from: "agent" } }]
  return [{ type: "ReplyPosted", data: { text, from: "customer" } }, ...broughtBack(ticket)]
}
