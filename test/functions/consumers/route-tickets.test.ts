import { expect, test } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { routeTickets } from "#functions/consumers/route-tickets"
import { routingRules } from "#functions/lib/routing-rules"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import type { RoutingRule } from "#schemas/ticket/routing"
import { agent } from "#test/support/actors"
import { deskWith, last } from "#test/support/desk"
import { escalated } from "#test/support/facts"
import { classified, submitted } from "#test/support/recorded"

const low: Fact = { type: "PriorityChanged", data: { from: "HIGH", to: "LOW" } }
const none = () => []

const after = async (rules: readonly RoutingRule[], ...facts: Fact[]) => {
  const { desk, events } = await deskWith(...facts)
  await routeTickets(desk, () => rules)(await last(events))
  return last(events)
}

test("a classified ticket is routed, and the event says why and by whom", async () => {
  expect(await after([], submitted, classified)).toMatchObject({
    type: "TicketRouted",
    data: { team: "Escalations", reason: "Priority HIGH", by: "rules" },
    commitId: "begin.1:route-ticket",
    causationId: "begin.1",
    actor: { role: "system", id: "route-tickets" },
  })
})

test("the rules of the setting come first", async () => {
  const rules: RoutingRule[] = [{ name: "Bugs", when: { category: ["bug"] }, team: "Engineering" }]
  expect((await after(rules, submitted, classified)).data).toMatchObject({ team: "Engineering" })
})

test("an escalated ticket moves to Escalations", async () => {
  const routed: Fact = { type: "TicketRouted", data: { team: "General Support", reason: "Priority LOW", by: "rules" } }
  expect((await after([], submitted, classified, low, routed, escalated)).data).toMatchObject({ team: "Escalations" })
})

test("a ticket that an agent routed stays there", async () => {
  const byHand: Fact = { type: "TicketRouted", data: { team: "Billing", reason: "Mine", by: "agent" } }
  expect((await after([], submitted, byHand, classified)).type).toBe("TicketClassified")
})

test("the same event again changes nothing", async () => {
  const { desk, events } = await deskWith(submitted, classified)
  const cause = await last(events)
  await routeTickets(desk, none)(cause)
  await routeTickets(desk, none)(cause)
  expect(await events()).toHaveLength(3)
})

test("an event that is handled while the priority changes leaves the team of the new priority", async () => {
  const { desk, store, events } = await deskWith(submitted, classified)
  const cause = await last(events)
  let once = true
  const rivalled: EventStore = {
    ...store,
    append: async (commit) => {
      const metadata = { commitId: "rival", at: commit.at, actor: agent, correlationId: "corr-2" }
      if (once) await store.append({ ...metadata, ticketId: "TKT-1", expected: commit.expected, facts: [low] })
      once = false
      return store.append(commit)
    },
  }
  await routeTickets({ ...desk, store: rivalled }, none)(cause)
  expect((await last(events)).data).toMatchObject({ team: "General Support", reason: "Priority LOW" })
})

test("without the setting there are no rules", () => {
  expect(routingRules(undefined)).toEqual([])
})
test("rules that are not JSON are refused by the setting's name", () => {
  expect(() => routingRules("[")).toThrow(/ROUTING_RULES is not JSON/)
})
test("rules that make no sense are refused by the setting's name and the field", () => {
  expect(() => routingRules('[{"name":"A","when":{"category":["x"]},"team":"B"}]')).toThrow(
    /ROUTING_RULES.*0\.when\.category\.0/,
  )
})
