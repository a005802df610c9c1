import { route, routingFacts } from "#core/ticket/policy/routing"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import { routingRules } from "#functions/lib/routing-rules"
import { consumer, type EventFor } from "#functions/messaging/consumer"
import { type Issue, issue } from "#functions/messaging/issue"
import type { RoutingRule } from "#schemas/ticket/routing"

/**
 * Routes a ticket whose priority or urgency became known or changed. The team is chosen inside the decision, from the
 * ticket as it is when the commit is made: two events handled at the same time cannot leave the older one's choice.
 */
export const routeTickets =
  (send: Issue, rules: () => readonly RoutingRule[]) =>
  async (event: EventFor<"route-tickets">): Promise<void> => {
    const byRules = rules()
    await send(
      {
        id: event.stream.id,
        name: "route-ticket",
        input: (ticket: Ticket) => route(routingFacts(existing(ticket)), byRules),
      },
      event,
      "route-tickets",
    )
  }

export const handler = consumer(
  "route-tickets",
  routeTickets(issue, () => routingRules()),
)
