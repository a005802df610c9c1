import { expect, test } from "vitest"
import { ticketPage } from "#projections/ticket-page"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { TicketPage } from "#schemas/ticket/views/ticket-page"
import { resolved } from "#test/support/facts"
import { assigned, classified, drafted, recorded, routed, submitted } from "#test/support/recorded"
import { folded, viewing } from "#test/support/viewing"

const page = viewing(ticketPage)
const kinds = (facts: Fact[]) => folded(ticketPage, recorded(facts)).row?.timeline.map(({ kind }) => kind)
const reply = (text: string): Fact => ({ type: "ReplyPosted", data: { text, from: "agent" } })

test("the question opens the conversation", () =>
  page
    .given()
    .when(submitted)
    .then({ timeline: [{ kind: "customer", text: expect.stringContaining("router") }] }))
test("messages, notes and what happened are told apart", () =>
  expect(kinds([submitted, routed, reply("Hello"), { type: "NoteAdded", data: { text: "Known issue" } }])).toEqual([
    "customer",
    "system",
    "agent",
    "note",
  ]))
test("the waiting draft is shown until it is approved", async () => {
  await page
    .given(submitted)
    .when(drafted)
    .then({ draft: { id: "c2.0", text: "Please restart it.", engine: "model" } })
  const facts: Fact[] = [submitted, drafted, { type: "DraftApproved", data: { draftId: "c2.0", edited: false } }]
  expect(folded(ticketPage, recorded(facts)).row).not.toHaveProperty("draft")
})
test("the reasoning stands beside the priority", () =>
  page
    .given(submitted)
    .when(classified)
    .then({ priority: "HIGH", classification: { reasoning: "No connection at all." } }))
test("an assignment names the agent", () =>
  page
    .given(submitted)
    .when(assigned)
    .then({ timeline: [{}, { kind: "system", text: "Assigned to Ann Archer" }] }))
test("a page that outgrows its budget drops the oldest but keeps the question, and counts what it dropped", () => {
  const facts = [submitted, ...Array.from({ length: 60 }, (_, i) => reply(`${i} ${"x".repeat(9_000)}`))]
  const { row } = folded(ticketPage, recorded(facts))
  expect(JSON.stringify(row).length).toBeLessThan(300_000)
  expect(row?.timeline[0]?.kind).toBe("customer")
  expect(row?.timeline.at(-1)?.text).toMatch(/^59 /)
  expect((row?.timeline.length ?? 0) + (row?.earlier ?? 0)).toBe(61)
})
test("it counts apart what its customer was shown of that", () => {
  const note: Fact = { type: "NoteAdded", data: { text: "x".repeat(9_000) } }
  const facts = [submitted, note, routed, reply("shown"), resolved, ...Array.from({ length: 40 }, () => note)]
  const { row } = folded(ticketPage, recorded(facts))
  expect(row?.earlier).toBeGreaterThan(4)
  expect(row?.earlierForCustomer).toBe(2)
})
test("every page fits the schema that readers parse", () => {
  const { row } = folded(ticketPage, recorded([submitted, classified, drafted, routed, assigned, reply("Hi")]))
  expect(TicketPage.strict().safeParse(row).error).toBeUndefined()
})
