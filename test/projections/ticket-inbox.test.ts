import { expect, test } from "vitest"
import { ticketInbox } from "#projections/ticket-inbox"
import { AgentId } from "#schemas/id"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { InboxRow } from "#schemas/ticket/views/inbox-row"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"
import { folded, viewing } from "#test/support/viewing"

const inbox = viewing(ticketInbox)
const byHand: Fact = { type: "PriorityChanged", data: { to: "LOW" } }
const told: Fact = {
  type: "NotificationSent",
  data: { channel: "sns", audience: "team", about: "c2.0", messageId: "m" },
}

test("a submitted ticket appears as new", () =>
  inbox
    .given()
    .when(submitted)
    .then({ status: "new", subject: "No connection", customer: { name: "Cora Customer" } }))
test("triage sets the priority", () =>
  inbox.given(submitted).when(classified).then({ priority: "HIGH", priorityBy: "triage", category: "bug" }))
test("an agent's priority outlasts triage", () =>
  inbox.given(submitted, byHand).when(classified).then({ priority: "LOW", priorityBy: "agent" }))
test("a routed ticket shows its team", () => inbox.given(submitted).when(routed).then({ team: "Escalations" }))
test("an assigned ticket is open", () =>
  inbox
    .given(submitted)
    .when(assigned)
    .then({ status: "open", assignee: { name: "Ann Archer" } }))
test("an unassigned ticket shows nobody", () => {
  const row = folded(
    ticketInbox,
    recorded([submitted, assigned, { type: "TicketUnassigned", data: { from: AgentId.parse("agt-ann") } }]),
  ).row
  expect(row).not.toHaveProperty("assignee")
})
test("a draft waits until it is settled", async () => {
  await inbox.given(submitted).when(drafted).then({ draftWaiting: true })
  await inbox
    .given(submitted, drafted)
    .when({ type: "DraftDiscarded", data: { draftId: "c2.0" } })
    .then({ draftWaiting: false })
})
test("a notification is not an update of the ticket", () =>
  inbox.given(submitted, routed).when(told).then({ updatedAt: "2026-01-02T03:02:00.000Z" }))
test("pausing for the customer makes it pending, for others on hold", async () => {
  await inbox
    .given(submitted)
    .when({ type: "TicketPaused", data: { waitingOn: "customer" } })
    .then({ status: "pending" })
  await inbox
    .given(submitted)
    .when({ type: "TicketPaused", data: { waitingOn: "third-party" } })
    .then({ status: "on-hold" })
})
test("every row fits the schema that readers parse", () => {
  const { row } = folded(ticketInbox, recorded([submitted, classified, drafted, routed, assigned, byHand, told]))
  expect(InboxRow.strict().safeParse(row).error).toBeUndefined()
})
