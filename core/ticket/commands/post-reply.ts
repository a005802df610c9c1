import { people } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { workable } from "#core/ticket/preconditions"
import type { ExistingTicket } from "#core/ticket/state"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"
import type { TicketFact } from "#schemas/ticket/events"
import type { Status } from "#schemas/ticket/words"

const resumed: TicketFact = { type: "TicketResumed", data: { because: "customer-replied" } }
const reopened: TicketFact = { type: "TicketReopened", data: { because: "customer-replied" } }

/** A customer's answer brings a ticket back that waited for it or was thought solved. */
const broughtBack: Record<Status, readonly TicketFact[]> = {
  new: [],
  open: [],
  pending: [resumed],
  "on-hold": [],
  resolved: [reopened],
  closed: [],
}

const woken: TicketFact = { type: "TicketWoken", data: { because: "customer-replied" } }

const byCustomer = ({ status, snoozedUntil }: ExistingTicket, text: string): TicketFact[] => [
  { type: "ReplyPosted", data: { text, from: "customer" } },
  ...(snoozedUntil === undefined ? [] : [woken]),
  ...broughtBack[status],
]

/** A message that both sides see. On a closed ticket it is refused: the door opens a follow-up ticket instead. */
export const postReply = ticketCommand({
  shape: commands["post-reply"],
  rights: people,
  offered: notClosed,
  decide: (state, { text }, { actor }) => {
    const ticket = workable(state)
    return actor.role === "customer"
      ? byCustomer(ticket, text)
      : [{ type: "ReplyPosted", data: { text, from: "agent" } }]
  },
})
