import type { ExistingTicket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"
import type { RoutingRule } from "#schemas/ticket/routing"
import type { Category, Priority, Sentiment } from "#schemas/ticket/words"

/** What routing looks at. Fields are missing until triage has judged them. */
export type RoutingFacts = {
  product: string
  escalated: boolean
  category?: Category | undefined
  sentiment?: Sentiment | undefined
  priority?: Priority | undefined
}

export const routingFacts = ({
  submitted,
  escalated,
  classification,
  sentiment,
  priority,
}: ExistingTicket): RoutingFacts => ({
  product: submitted.product,
  escalated,
  category: classification?.category,
  sentiment: sentiment?.sentiment,
  priority,
})

const among = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value))

const fits = ({ when }: RoutingRule, { product, category, sentiment, priority }: RoutingFacts): boolean =>
  among(
    when.product?.map((name) => name.toLowerCase()),
    product.trim().toLowerCase(),
  ) &&
  among(when.category, category) &&
  among(when.sentiment, sentiment) &&
  among(when.priority, priority)

/** Which team, where no rule fits. */
const byDefault = ({ escalated, priority }: RoutingFacts): InputOf<"route-ticket"> => {
  if (escalated) return { team: "Escalations", reason: "The ticket was escalated" }
  if (priority === "CRITICAL" || priority === "HIGH") return { team: "Escalations", reason: `Priority ${priority}` }
  return { team: "General Support", reason: priority ? `Priority ${priority}` : "No priority yet" }
}

/** The team that a ticket belongs to, and why: the first rule that fits, or the default by priority. */
export const route = (facts: RoutingFacts, rules: readonly RoutingRule[]): InputOf<"route-ticket"> => {
  const rule = rules.find((each) => fits(each, facts))
  return rule ? { team: rule.team, reason: `Rule “${rule.name}”` } : byDefault(facts)
}
