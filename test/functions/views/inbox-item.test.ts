import { expect, test } from "vitest"
import { itemSize } from "#cli/costs/item-size"
import { fromItem, toItem } from "#functions/views/view-item"
import { ticketInbox } from "#projections/ticket-inbox"
import { AgentId, CustomerId, TicketId } from "#schemas/id"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"

const ordinary: InboxRow = {
  ticketId: TicketId.parse("TKT-7Q2M9XKD03HW5B1R"),
  subject: "Invoice for November is charged twice on my card",
  status: "open",
  product: "Ledger Cloud Pro",
  issueType: "Billing",
  priority: "CRITICAL",
  priorityBy: "agent",
  category: "billing",
  team: "Customer Success, Northern Europe",
  teamBy: "agent",
  assignee: { id: AgentId.parse("3f0d2c1e-8f0b-4c39-9a55-0b8a2b6d2f11"), name: "Annabel Archer-Featherstone" },
  escalated: true,
  snoozedUntil: "2026-02-03T08:00:00.000Z",
  submittedAt: "2026-01-02T03:04:05.123Z",
  updatedAt: "2026-01-02T05:14:09.321Z",
  customer: { id: CustomerId.parse("cus_0123456789abcdef01234567"), name: "Cornelia Customer" },
  sentiment: "MIXED",
  draftWaiting: true,
  draft: "older",
  lastMessageAt: "2026-01-02T05:14:09.321Z",
  lastMessageBy: "agent",
  waitingSince: "2026-01-02T03:04:05.123Z",
  preview:
    "Hello, I was charged twice for the same invoice in November, and my bank says that both payments went through. Please refund one of the two…",
}
const itemOf = (row: InboxRow) => toItem({ model: ticketInbox, revision: 12 }, { id: row.ticketId, version: 10, row })

test("a ticket's row, its keys and its places in every index are less than a write unit", () => {
  expect(ordinary.preview).toHaveLength(140)
  expect(itemSize(itemOf(ordinary))).toBeLessThan(1_024)
  expect(fromItem({ model: ticketInbox, revision: 12 }, itemOf(ordinary))).toEqual({ row: ordinary, version: 10 })
})

/** Letters of three bytes that do not repeat themselves. */
const letters = (length: number, from: number) =>
  Array.from({ length }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7_919 + from * 104_729) % 20_000))).join("")

test("the longest that anybody can write makes a row of a few kilobytes", () => {
  const longest: InboxRow = {
    ...ordinary,
    ticketId: TicketId.parse(`TKT-${"x".repeat(46)}`),
    subject: letters(500, 1),
    product: letters(50, 2),
    issueType: letters(50, 3),
    team: letters(80, 4),
    assignee: { id: AgentId.parse("a".repeat(128)), name: letters(120, 5) },
    customer: { ...ordinary.customer, name: letters(101, 6) },
    preview: letters(140, 7),
  }
  expect(itemSize(itemOf(longest))).toBeLessThan(5 * 1_024)
})
