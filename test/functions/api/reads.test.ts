import { expect, test } from "vitest"
import { ticket } from "#core/ticket/ticket"
import { getTicket } from "#functions/api/get-ticket"
import { getTicketAt } from "#functions/api/get-ticket-at"
import { listEvents } from "#functions/api/list-events"
import { customerIdOf } from "#functions/lib/customer-id"
import { catchUp } from "#projections/catch-up"
import { ticketPage } from "#projections/ticket-page"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"
import { classified, drafted, recorded, routed, submitted } from "#test/support/recorded"
import { memoryViews } from "#test/support/viewing"

const cora = customerIdOf("cora@example.com")
const hers: Fact =
  submitted.type === "TicketSubmitted"
    ? { ...submitted, data: { ...submitted.data, customer: { ...submitted.data.customer, id: cora } } }
    : submitted
const note: Fact = { type: "NoteAdded", data: { text: "She is a difficult one" } }
const facts = [hers, classified, drafted, routed, note]
const path = { ticketId: "TKT-1" }

const seen = async (versions = facts.length) => {
  const { views } = memoryViews(ticketPage)
  await catchUp(views, async () => [], recorded(facts.slice(0, versions)))
  return { views, get: getTicket(async () => views) }
}
const stored = async () => {
  const store = memoryStore()
  const [first] = recorded([hers])
  if (!first) throw new Error("no event")
  await store.append(ticket, { ...first, id: "TKT-1", expected: 0, facts })
  return store
}

test("an agent sees everything, the version as ETag too, and what may be done now", async () => {
  const { status, body, headers } = await call((await seen()).get, { path })
  expect(status).toBe(200)
  expect(headers.etag).toBe('"5"')
  expect(TicketPageAnswer.parse(body)).toMatchObject({ version: 5, draft: { text: "Please restart it." } })
  expect(body.commands).toContain("approve-draft")
})
test("its customer sees the conversation, but no note, draft, judgement or team", async () => {
  const { body } = await call((await seen()).get, { path, claims: claimsOf.customer })
  expect(TicketPageAnswer.parse(body).timeline.map(({ kind }) => kind)).toEqual(["customer"])
  expect(JSON.stringify(body)).not.toMatch(/difficult|Escalations|No connection at all|Please restart|agt-ann/)
  expect(body.commands).toContain("post-reply")
})
test("a customer is told how many of the earlier entries were for them", async () => {
  const { views } = memoryViews(ticketPage)
  const long: Fact[] = Array.from({ length: 40 }, () => ({ type: "NoteAdded", data: { text: "x".repeat(9_000) } }))
  const asked: Fact = { type: "ReplyPosted", data: { text: "And now?", from: "customer" } }
  await catchUp(views, async () => [], recorded([hers, asked, ...long]))
  const earlierFor = async (claims: Record<string, string>) =>
    (
      await call(
        getTicket(async () => views),
        { path, claims },
      )
    ).body
  expect(await earlierFor(claimsOf.customer)).toMatchObject({ earlier: 1, timeline: [{ kind: "customer" }] })
  expect((await earlierFor(claimsOf.customer)).earlierForCustomer).toBeUndefined()
  expect((await earlierFor(claimsOf.agent)).earlier).toBeGreaterThan(10)
})
test("to others the ticket does not exist", async () => {
  const { get } = await seen()
  expect(await call(get, { path, claims: claimsOf.stranger })).toMatchObject({
    status: 404,
    body: { code: "ticket-not-found" },
  })
  expect(await call(get, { path: { ticketId: "TKT-2" } })).toMatchObject({ status: 404 })
  expect(await call(get, { path, claims: claimsOf.integration })).toMatchObject({ status: 404 })
})
test("a read after a write waits for the view", async () => {
  const { views, get } = await seen(1)
  const answer = call(get, { path, query: { "at-least": "5" } })
  await catchUp(views, async () => [], recorded(facts.slice(1), 2))
  expect((await answer).body.version).toBe(5)
})
test("history and time travel are for agents", async () => {
  const store = await stored()
  expect(await call(listEvents(store), { path, claims: claimsOf.customer })).toMatchObject({ status: 403 })
  expect((await call(listEvents(store), { path })).body.items).toHaveLength(5)
  const at = await call(getTicketAt(store), { path: { ...path, version: "1" } })
  expect(TicketPageAnswer.parse(at.body)).toMatchObject({ version: 1, status: "new", commands: [] })
  expect(at.body).not.toHaveProperty("team")
  expect(await call(getTicketAt(store), { path: { ...path, version: "x" } })).toMatchObject({ status: 400 })
  expect(await call(getTicketAt(store), { path: { ...path, version: "5" } })).toMatchObject({ body: { version: 5 } })
  expect(await call(getTicketAt(store), { path: { ...path, version: "6" } })).toMatchObject({
    status: 404,
    body: { code: "version-not-found" },
  })
})
