import { describe, test } from "vitest"
import { Agent } from "#schemas/actor"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent, customer, system } from "#test/support/actors"
import { closed, escalated, resolved } from "#test/support/facts"
import { given } from "#test/support/given"
import { assigned, classified, routed, submitted } from "#test/support/recorded"

const ann = Agent.parse({ id: "agt-ann", name: "Ann Archer" })
const bob = Agent.parse({ id: "agt-bob", name: "Bob Baker" })
const to = (team: string) => ({ team, reason: "Because" })
const now = (team: string, by: "rules" | "agent"): Fact => ({ type: "TicketRouted", data: { ...to(team), by } })

describe("route-ticket", () => {
  test("the rules route", () =>
    given(submitted).when("route-ticket", to("Billing"), system).then(now("Billing", "rules")))
  test("an agent routes by hand", () =>
    given(submitted, routed).when("route-ticket", to("Billing"), agent).then(now("Billing", "agent")))
  test("the rules route again when they come to another team", () =>
    given(submitted, routed).when("route-ticket", to("Billing"), system).then(now("Billing", "rules")))
  test("the rules leave alone what an agent routed", () =>
    given(submitted, now("Billing", "agent")).when("route-ticket", to("Escalations"), system).then())
  test.each([
    ["the rules", system],
    ["an agent", agent],
  ])("%s change nothing with the same team", (_, actor) =>
    given(submitted, routed).when("route-ticket", to("Escalations"), actor).then(),
  )
  test("the rules come too late for a closed ticket, which is no failure", () =>
    given(submitted, closed).when("route-ticket", to("Billing"), system).then())
  test("an agent is refused on a closed ticket", () =>
    given(submitted, closed).when("route-ticket", to("Billing"), agent).rejected("ticket-closed"))
  test("an unknown ticket is refused", () =>
    given().when("route-ticket", to("Billing"), system).rejected("ticket-not-found"))
})

describe("assign-ticket", () => {
  test("a new ticket is assigned", () =>
    given(submitted)
      .when("assign-ticket", { agent: bob })
      .then({ type: "TicketAssigned", data: { agent: bob } }))
  test("an assigned ticket moves to another agent", () =>
    given(submitted, assigned)
      .when("assign-ticket", { agent: bob })
      .then({ type: "TicketAssigned", data: { agent: bob } }))
  test("the same agent again changes nothing", () =>
    given(submitted, assigned).when("assign-ticket", { agent: ann }).then())
  test("a closed ticket is refused", () =>
    given(submitted, closed)
      .when("assign-ticket", { agent: bob })
      .rejected("ticket-closed", /follow-up/))
})

describe("unassign-ticket", () => {
  test("the agent is let go", () =>
    given(submitted, assigned)
      .when("unassign-ticket", {})
      .then({ type: "TicketUnassigned", data: { from: ann.id } }))
  test("a ticket that nobody has stays so", () => given(submitted).when("unassign-ticket", {}).then())
  test("a closed ticket is refused", () =>
    given(submitted, assigned, closed).when("unassign-ticket", {}).rejected("ticket-closed"))
})

describe("change-priority", () => {
  test("an agent overrules triage", () =>
    given(submitted, classified)
      .when("change-priority", { priority: "LOW", reason: "Only one person" })
      .then({ type: "PriorityChanged", data: { from: "HIGH", to: "LOW", reason: "Only one person" } }))
  test("an agent may be earlier than triage, which then leaves the priority alone", () => {
    const low: Fact = { type: "PriorityChanged", data: { to: "LOW" } }
    given(submitted).when("change-priority", { priority: "LOW" }).then(low)
    given(submitted, low, classified).when("change-priority", { priority: "LOW" }).then()
  })
  test("the same priority changes nothing", () =>
    given(submitted, classified).when("change-priority", { priority: "HIGH" }).then())
  test("a closed ticket is refused", () =>
    given(submitted, closed).when("change-priority", { priority: "LOW" }).rejected("ticket-closed"))
})

describe("escalate-ticket", () => {
  const reason = "The whole office is down"
  test.each([
    ["an agent", agent],
    ["its customer", customer],
  ])("%s escalates", (_, actor) => given(submitted).when("escalate-ticket", { reason }, actor).then(escalated))
  test("a second escalation changes nothing", () =>
    given(submitted, escalated).when("escalate-ticket", { reason: "Again" }).then())
  test("a resolved ticket is refused, and the answer says what to do", () =>
    given(submitted, resolved)
      .when("escalate-ticket", { reason })
      .rejected("ticket-already-resolved", /reopen/))
  test("a closed ticket is refused", () =>
    given(submitted, closed).when("escalate-ticket", { reason }).rejected("ticket-closed"))
})

describe("record-notification", () => {
  const input = { channel: "sns", audience: "team", about: "c2.0", messageId: "m-1" } as const
  const told: Fact = { type: "NotificationSent", data: input }
  test("it is recorded that the team was told", () =>
    given(submitted, routed).when("record-notification", input, system).then(told))
  test("once for each audience and event, whatever the receipt", () =>
    given(submitted, routed, told)
      .when("record-notification", { ...input, messageId: "m-2" }, system)
      .then())
  test("another audience is another notification", () => {
    const other = { ...input, channel: "email", audience: "customer" } as const
    given(submitted, routed, told)
      .when("record-notification", other, system)
      .then({ type: "NotificationSent", data: other })
  })
  test("another event is another notification", () => {
    const other = { ...input, about: "c3.0" }
    given(submitted, routed, told)
      .when("record-notification", other, system)
      .then({ type: "NotificationSent", data: other })
  })
  test("what happened is recorded on a closed ticket too", () =>
    given(submitted, routed, closed).when("record-notification", input, system).then(told))
})
