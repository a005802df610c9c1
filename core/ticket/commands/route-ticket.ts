import { platform, staff } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { existing, workable } from "#core/ticket/preconditions"
import type { ExistingTicket } from "#core/ticket/state"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands, type InputOf } from "#schemas/ticket/commands"
import type { TicketFact } from "#schemas/ticket/events"

type Input = InputOf<"route-ticket">

const moved = (ticket: ExistingTicket, { team, reason }: Input, by: "rules" | "agent"): TicketFact[] =>
  ticket.team === team ? [] : [{ type: "TicketRouted", data: { team, reason, by } }]

/** The rules give way to an agent who routed by hand, and come too late for a closed ticket. */
const byRules = (ticket: ExistingTicket, input: Input): TicketFact[] =>
  ticket.teamBy === "agent" || ticket.status === "closed" ? [] : moved(ticket, input, "rules")

/** Responsibility moves to a team. The system routes by its rules, a person by hand; the same team again changes nothing. */
export const routeTicket = ticketCommand({
  shape: commands["route-ticket"],
  rights: [...staff, ...platform],
  offered: notClosed,
  decide: (state, input, { actor }) =>
    actor.role === "system" ? byRules(existing(state), input) : moved(workable(state), input, "agent"),
})
