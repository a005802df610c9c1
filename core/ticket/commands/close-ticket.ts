import type { Decide } from "#core/engine/decider"
import { Rejected } from "#core/engine/rejected"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Agents close what is resolved; an admin closes anything, such as spam. Closing twice changes nothing. */
export const closeTicket: Decide<Ticket, InputOf<"close-ticket">> = (state, input, { actor }) => {
  const { id, status } = existing(state)
  if (status === "closed") return []
  if (status !== "resolved" && actor.role !== "admin")
    throw new Rejected("ticket-not-resolved", `${id} is ${status}: resolve it before you close it`)
  return [{ type: "TicketClosed", data: input }]
}
