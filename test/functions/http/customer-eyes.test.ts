import { expect, test } from "vitest"
import { pageForCustomer, rowForCustomer } from "#functions/http/customer-eyes"
import { project } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import { ticketPage } from "#projections/ticket-page"
import type { TicketFact } from "#schemas/ticket/events"
import { CustomerPage } from "#schemas/ticket/views/customer-page"
import { CustomerItem } from "#schemas/ticket/views/customer-row"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"

const facts: TicketFact[] = [
  submitted,
  classified,
  drafted,
  routed,
  assigned,
  { type: "NoteAdded", data: { text: "A difficult one" } },
  { type: "ReplyPosted", data: { from: "agent", text: "Please restart the router." } },
  { type: "TicketResolved", data: { outcome: "fixed", remark: "Power cycle" } },
]
const events = recorded(facts)

const nothing = { row: undefined, version: 0 }
const row = () =>
  events.reduce<{ row: InboxRow | undefined; version: number }>(
    (view, event) => project(ticketInbox, view, event),
    nothing,
  ).row
const page = () =>
  events.reduce<{ row: TicketPage | undefined; version: number }>(
    (view, event) => project(ticketPage, view, event),
    nothing,
  ).row

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("no row")
  return value
}

/** What somebody adds one day to every object of a row or a page, for agents only. */
const grown = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(grown) as T
  if (typeof value !== "object" || value === null) return value
  return {
    ...Object.fromEntries(Object.entries(value).map(([name, each]) => [name, grown(each)])),
    slaTier: "platinum",
  } as T
}

test("a field that is new in rows and pages, at any depth, does not come through to customers", () => {
  expect(JSON.stringify(grown(there(page())))).toContain("platinum")
  expect(pageForCustomer(grown(there(page())))).toEqual(pageForCustomer(there(page())))
  expect(rowForCustomer(grown({ ...there(row()), version: 3 }))).toEqual(
    rowForCustomer({ ...there(row()), version: 3 }),
  )
})
test("what customers see is all of their schema and nothing beside it", () => {
  const seen = pageForCustomer(there(page()))
  expect(CustomerPage.strict().safeParse(seen).error).toBeUndefined()
  expect(seen.timeline.map(({ kind, text }) => [kind, text])).toEqual([
    ["customer", "Since this morning the router does not connect."],
    ["agent", "Please restart the router."],
    ["system", "Resolved"],
  ])
  expect(JSON.stringify(seen)).not.toMatch(/agt-ann|difficult|Escalations|Power cycle|No connection at all/)
  expect(seen).toMatchObject({ priority: "HIGH", escalated: false, channel: "portal", earlier: 0 })
  const item = rowForCustomer({ ...there(row()), version: 3 })
  expect(CustomerItem.strict().safeParse(item).error).toBeUndefined()
  expect(Object.keys(item).sort()).toEqual(Object.keys(CustomerItem.shape).sort())
})
