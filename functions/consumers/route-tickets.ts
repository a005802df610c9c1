import { authorising } from "#core/engine/access"
import { type Desk, execute } from "#core/engine/execute"
import { routeTicket } from "#core/ticket/commands/route-ticket"
import { route, routingFacts } from "#core/ticket/policy/routing"
import { existing } from "#core/ticket/preconditions"
import { routingRules } from "#functions/lib/routing-rules"
import { consumer } from "#functions/messaging/consumer"
import { because } from "#functions/messaging/issue"
import { desk } from "#functions/store/desk"
import type { Recorded } from "#schemas/recorded"
import type { RoutingRule } from "#schemas/ticket/routing"

/**
 * Routes a ticket whose priority or urgency became known or changed. The team is chosen inside the decision, from the
 * ticket as it is when the commit is made: two events handled at the same time cannot leave the older one's choice.
 */
export const routeTickets = (on: Desk, rules: () => readonly RoutingRule[]) => async (event: Recorded) => {
  const { ticketId } = event
  const authorise = authorising("route-ticket")
  const byRules = rules()
  await execute(
    on,
    {
      ticketId,
      authorise,
      decide: (ticket, context) => routeTicket(ticket, route(routingFacts(existing(ticket)), byRules), context),
    },
    because(event, "route-ticket", "route-tickets"),
  )
}

export const handler = consumer(routeTickets(desk, () => routingRules()))
