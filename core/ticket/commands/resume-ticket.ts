import { staff } from "#core/engine/access"
import { isPaused } from "#core/ticket/offerable"
import { unresolved } from "#core/ticket/preconditions"
import { refuse } from "#core/ticket/refuse"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Work goes on. An open ticket is already being worked on, so a retry is safe. */
export const resumeTicket = ticketCommand({
  shape: commands["resume-ticket"],
  rights: staff,
  offered: isPaused,
  decide: (state) => {
    const { id, status } = unresolved(state)
    if (status === "open") return []
    if (status === "new") throw refuse("ticket-not-paused", `${id} is new, not paused: assign or answer it`)
    return [{ type: "TicketResumed", data: { because: "agent-resumed" } }]
  },
})
