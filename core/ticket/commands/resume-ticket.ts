import type { Decide } from "#core/engine/decider"
import { Rejected } from "#core/engine/rejected"
import { unresolved } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Work goes on. An open ticket is already being worked on, so a retry is safe. */
export const resumeTicket: Decide<Ticket, InputOf<"resume-ticket">> = (state) => {
  const { id, status } = unresolved(state)
  if (status === "open") return []
  if (status === "new") throw new Rejected("ticket-not-paused", `${id} is new, not paused: assign or answer it`)
  return [{ type: "TicketResumed", data: { because: "agent-resumed" } }]
}
