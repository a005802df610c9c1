import { expect, test } from "vitest"
import { fold } from "#core/engine/aggregate"
import { type RoutingFacts, route, routingFacts } from "#core/ticket/policy/routing"
import { existing } from "#core/ticket/preconditions"
import { ticket } from "#core/ticket/ticket"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { type RoutingRule, RoutingRules } from "#schemas/ticket/routing"
import { escalated, felt } from "#test/support/facts"
import { classified, recorded, submitted } from "#test/support/recorded"

const facts = (changes: Partial<RoutingFacts> = {}): RoutingFacts => ({
  product: "Router X2",
  escalated: false,
  category: "bug",
  sentiment: "NEUTRAL",
  priority: "MEDIUM",
  ...changes,
})

test.each([
  ["CRITICAL", "Escalations"],
  ["HIGH", "Escalations"],
  ["MEDIUM", "General Support"],
  ["LOW", "General Support"],
] as const)("without rules, %s goes to %s", (priority, team) => {
  expect(route(facts({ priority }), [])).toEqual({ team, reason: `Priority ${priority}` })
})

test.each(["LOW", undefined] as const)("an escalated ticket of priority %s goes to Escalations", (priority) => {
  expect(route(facts({ priority, escalated: true }), []).team).toBe("Escalations")
})

test("a ticket without a priority goes to General Support", () => {
  expect(route(facts({ priority: undefined }), [])).toEqual({ team: "General Support", reason: "No priority yet" })
})

const rules: RoutingRule[] = [
  { name: "Angry about money", when: { category: ["billing"], sentiment: ["NEGATIVE", "MIXED"] }, team: "Retention" },
  { name: "Money", when: { category: ["billing"] }, team: "Billing" },
  { name: "Routers", when: { product: ["router x2", "Router X3"] }, team: "Network" },
  { name: "Fires", when: { priority: ["CRITICAL"] }, team: "Duty Officer" },
]

test.each([
  ["all conditions of a rule must hold", { category: "billing", sentiment: "MIXED" }, "Retention"],
  ["any value of a condition will do", { category: "billing", sentiment: "NEGATIVE" }, "Retention"],
  ["the first rule that fits decides", { category: "billing", sentiment: "POSITIVE" }, "Billing"],
  ["a condition on what is not known yet does not hold", { category: "billing", sentiment: undefined }, "Billing"],
  ["products are compared without regard to case", { product: " ROUTER x2 " }, "Network"],
  ["rules come before the default", { product: "Phone", priority: "CRITICAL" }, "Duty Officer"],
  ["where no rule fits, the default decides", { product: "Phone", priority: "HIGH" }, "Escalations"],
] as const)("%s", (_, changes, team) => {
  expect(route(facts(changes), rules).team).toBe(team)
})

test("the reason names the rule", () => {
  expect(route(facts({ category: "billing" }), rules).reason).toBe("Rule “Money”")
})

test("routing looks at what is known about the ticket", () => {
  const known = (...past: Fact[]) => routingFacts(existing(fold(ticket, recorded(past))))
  expect(known(submitted)).toEqual({ product: "Router X2", escalated: false })
  expect(known(submitted, felt, classified, escalated)).toEqual({
    product: "Router X2",
    escalated: true,
    sentiment: "NEGATIVE",
    category: "bug",
    priority: "HIGH",
  })
})

test.each([
  ["a rule without conditions", [{ name: "All", when: {}, team: "A" }]],
  ["a condition without values", [{ name: "None", when: { category: [] }, team: "A" }]],
  ["a category that does not exist", [{ name: "Typo", when: { category: ["biling"] }, team: "A" }]],
  ["a condition that does not exist", [{ name: "Typo", when: { colour: ["red"] }, team: "A" }]],
  ["a rule without a team", [{ name: "Lost", when: { category: ["bug"] } }]],
])("%s is refused", (_, raw) => {
  expect(RoutingRules.safeParse(raw).success).toBe(false)
})

test("a whole table of rules is read", () => {
  expect(RoutingRules.parse(rules)).toEqual(rules)
})
