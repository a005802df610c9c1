import { expect, test } from "vitest"
import { project, type View } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import type { TicketFact } from "#schemas/ticket/events"
import { InboxRow } from "#schemas/ticket/views/inbox-row"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"

const start: View<InboxRow> = { row: undefined, version: 0 }
const rowOf = (...facts: TicketFact[]) => {
  const { row } = recorded(facts).reduce((view, event) => project(ticketInbox, view, event), start)
  expect(InboxRow.strict().safeParse(row).error).toBeUndefined()
  return row
}
const said = (from: "customer" | "agent", text: string): TicketFact => ({ type: "ReplyPosted", data: { from, text } })
const asked = "2026-01-02T03:00:00.000Z"
const at = (minute: number) => `2026-01-02T03:0${minute}:00.000Z`

test("a new ticket's description is its first message, and its customer waits since they asked", () =>
  expect(rowOf(submitted)).toMatchObject({
    lastMessageAt: asked,
    lastMessageBy: "customer",
    waitingSince: asked,
    preview: "Since this morning the router does not connect.",
    draftWaiting: false,
  }))
test("what the desk does among itself is no message", () =>
  expect(rowOf(submitted, classified, routed, assigned, { type: "NoteAdded", data: { text: "Hm" } })).toMatchObject({
    lastMessageAt: asked,
    lastMessageBy: "customer",
    waitingSince: asked,
  }))
test("an agent's message ends the wait, a customer's begins it, and their next one does not begin it anew", () => {
  const answered = rowOf(submitted, said("agent", "Try this."))
  expect(answered).toMatchObject({ lastMessageAt: at(2), lastMessageBy: "agent", preview: "Try this." })
  expect(answered).not.toHaveProperty("waitingSince")
  expect(
    rowOf(submitted, said("agent", "Try this."), said("customer", "No."), said("customer", "Still not.")),
  ).toMatchObject({ lastMessageAt: at(4), lastMessageBy: "customer", waitingSince: at(3), preview: "Still not." })
})
test("a draft waits, is older than a message that comes after it, and is gone when it is settled", () => {
  expect(rowOf(submitted, drafted)).toMatchObject({ draftWaiting: true, draft: "waiting" })
  expect(rowOf(submitted, drafted, routed)).toMatchObject({ draftWaiting: true, draft: "waiting" })
  expect(rowOf(submitted, drafted, said("customer", "Hello?"))).toMatchObject({ draftWaiting: true, draft: "older" })
  expect(rowOf(submitted, drafted, said("customer", "Hello?"), drafted)).toMatchObject({ draft: "waiting" })
  const settled: TicketFact[] = [
    { type: "DraftApproved", data: { draftId: "c2.0", edited: false } },
    { type: "DraftDiscarded", data: { draftId: "c2.0" } },
  ]
  for (const fact of settled) {
    expect(rowOf(submitted, drafted, fact)).toMatchObject({ draftWaiting: false })
    expect(rowOf(submitted, drafted, fact)).not.toHaveProperty("draft")
  }
})
test("only active tickets stand in the indexes of teams and agents; all stand in that of their customer", () => {
  const at = { id: "TKT-1", version: 1 }
  const indexed = (...facts: TicketFact[]) => {
    const row = rowOf(...facts)
    return row && ticketInbox.indexes(row, at)
  }
  const sort = `${asked}/TKT-1`
  expect(indexed(submitted)).toMatchObject({
    list: { partition: "active", sort },
    keys1: { partition: " none", sort },
    keys2: { partition: " none", sort },
    keys3: { partition: "cus_0123456789abcdef01234567", sort },
    keys4: { partition: "2026-01-02", sort: "2026-01-02T03:01/TKT-1" },
  })
  expect(indexed(submitted, routed, assigned)).toMatchObject({
    keys1: { partition: "Escalations" },
    keys2: { partition: "agt-ann" },
  })
  const resolved = indexed(submitted, routed, assigned, { type: "TicketResolved", data: { outcome: "fixed" } })
  expect(resolved).toMatchObject({
    list: { partition: "settled#2026-01", sort },
    keys1: { partition: " settled", sort },
    keys3: { partition: "cus_0123456789abcdef01234567", sort },
  })
  expect(resolved).not.toHaveProperty("keys2")
})
