import { expect, test } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { routeTickets } from "#functions/consumers/route-tickets"
import { routingRules } from "#functions/lib/routing-rules"
import { manifest } from "#functions/manifest"
import type { EventFor } from "#functions/messaging/consumer"
import { issuing } from "#functions/messaging/issue"
import type { TicketFact as Fact, TicketEvent } from "#schemas/ticket/events"
import type { RoutingRule } from "#schemas/ticket/routing"
import { agent } from "#test/support/actors"
import { deskWith, last } from "#test/support/desk"
import { escalated } from "#test/support/facts"
import { classified, submitted } from "#test/support/recorded"

const low: Fact = { type: "PriorityChanged", data: { from: "HIGH", to: "LOW" } }
const none = () => []

const isCause = (event: TicketEvent): event is EventFor<"route-tickets"> =>
  manifest["route-tickets"].events.some((type) => type === event.type)

/** The last event of a ticket that routing is woken by. */
const causing = async (events: () => Promise<TicketEvent[]>) => {
  const cause = (await events()).findLast(isCause)
  if (!cause) throw new Error("The ticket has no event that has it routed")
  return cause
}

const after = async (rules: readonly RoutingRule[], ...facts: Fact[]) => {
  const { issue, events } = await deskWith(...facts)
  await routeTickets(issue, () => rules)(await causing(events))
  return last(events)
}

test("a classified ticket is routed, and the event says why and by whom", async () => {
  expect(await after([], submitted, classified)).toMatchObject({
    type: "TicketRouted",
    data: { team: "Escalations", reason: "Priority HIGH", by: "rules" },
    commitId: "begin.1:route-tickets:route-ticket",
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
  const { issue, events } = await deskWith(submitted, classified)
  const cause = await causing(events)
  await routeTickets(issue, none)(cause)
  await routeTickets(issue, none)(cause)
  expect(await events()).toHaveLength(3)
})

test("an event that is handled while the priority changes leaves the team of the new priority", async () => {
  const { desk, store, events } = await deskWith(submitted, classified)
  const cause = await causing(events)
  let once = true
  const rivalled: EventStore = {
    ...store,
    append: async (of, commit) => {
      const metadata = { commitId: "rival", at: commit.at, actor: agent, correlationId: "corr-2" }
      if (once) await store.append(ticket, { ...metadata, id: "TKT-1", expected: commit.expected, facts: [low] })
      once = false
      return store.append(of, commit)
    },
  }
  await routeTickets(issuing({ ...desk, store: rivalled }), none)(cause)
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
