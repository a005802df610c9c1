import type { Decide } from "#core/engine/decider"
import { existing, workable } from "#core/ticket/preconditions"
import type { LiveTicket, Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"
import type { Fact } from "#schemas/ticket/events"

type Input = InputOf<"route-ticket">

const moved = (ticket: LiveTicket, { team, reason }: Input, by: "rules" | "agent"): Fact[] =>
  ticket.team === team ? [] : [{ type: "TicketRouted", data: { team, reason, by } }]

/** The rules give way to an agent who routed by hand, and come too late for a closed ticket. */
const byRules = (ticket: LiveTicket, input: Input): Fact[] =>
  ticket.routedByAgent || ticket.status === "closed" ? [] : moved(ticket, input, "rules")

/** Responsibility moves to a team. The system routes by its rules, a person by hand; the same team again changes nothing. */
export const routeTicket: Decide<Ticket, Input> = (state, input, { actor }) =>
  actor.role === "system" ? byRules(existing(state), input) : moved(workable(state), input, "agent")
