import { expect, test } from "vitest"
import { z } from "zod"
import { ticket } from "#core/ticket/ticket"
import { getHealth } from "#functions/api/get-health"
import { handler as getMe } from "#functions/api/get-me"
import { handler as getOpenapi } from "#functions/api/get-openapi"
import { getTicket } from "#functions/api/get-ticket"
import { getTicketAt } from "#functions/api/get-ticket-at"
import { listAgents } from "#functions/api/list-agents"
import { listEvents } from "#functions/api/list-events"
import { postCommand } from "#functions/api/post-command"
import { submitTicket } from "#functions/api/submit-ticket"
import { customerIdOf } from "#functions/lib/customer-id"
import { catchUp } from "#projections/catch-up"
import { ticketPage } from "#projections/ticket-page"
import { Agent } from "#schemas/actor"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"
import { document, operations } from "#test/support/openapi-document"
import { assigned, classified, drafted, recorded, routed, someone, submitted } from "#test/support/recorded"
import { memoryViews } from "#test/support/viewing"

const refs = /"\$ref":"#\/components\/schemas\/(\w+)"/g

/** What the document says about an answer, as a shape that reads it: the last one is what customers get. */
const described = (operationId: string, status: number, customers = false) => {
  const found = operations.find(({ operation }) => operation.operationId === operationId)?.operation
  const [content] = Object.values(found?.responses[status]?.content ?? found?.responses.default?.content ?? {})
  const names = [...JSON.stringify(content?.schema).matchAll(refs)].map(([, name = ""]) => name)
  return z.fromJSONSchema(document.components.schemas[names.at(customers ? -1 : 0) ?? ""] ?? { not: {} })
}
const expectDescribed = (said: [string, number, "customers"?], answer: Awaited<ReturnType<typeof call>>) => {
  const [operationId, status, customers] = said
  expect(answer.status).toBe(status)
  const { error } = described(operationId, status, customers !== undefined).safeParse(answer.body)
  expect(error?.issues ?? []).toEqual([])
}

const hers = { ...someone, id: customerIdOf(claimsOf.customer.email) }
const cora: Fact =
  submitted.type === "TicketSubmitted" ? { ...submitted, data: { ...submitted.data, customer: hers } } : submitted
const facts = [cora, classified, drafted, routed, assigned]
const path = { ticketId: "TKT-1" }

test("what the routes answer is as described, problems too", async () => {
  const store = memoryStore()
  const desk = { store, pause: async () => undefined }
  const [first] = recorded([cora])
  if (first) await store.append(ticket, { ...first, id: "TKT-1", expected: 0, facts })
  const { views } = memoryViews(ticketPage)
  await catchUp(views, async () => [], recorded(facts))
  const pages = getTicket(async () => views)
  const directory = async () => [Agent.parse({ id: "agt-ann", name: "Ann Archer" })]
  const { id: _, ...customer } = someone
  const problem = { product: "Router X2", issueType: "Connection", subject: "No connection", description: "Down." }

  expectDescribed(["get-ticket", 200], await call(pages, { path }))
  expectDescribed(["get-ticket", 200, "customers"], await call(pages, { path, claims: claimsOf.customer }))
  expectDescribed(["get-ticket", 404], await call(pages, { path: { ticketId: "TKT-2" } }))
  expectDescribed(["get-ticket-at", 200], await call(getTicketAt(store), { path: { ...path, version: "3" } }))
  expectDescribed(["list-events", 200], await call(listEvents(store), { path }))
  expectDescribed(["list-agents", 200], await call(listAgents(directory, async () => ({ count: async () => 3 }))))
  for (const claims of Object.values(claimsOf)) expectDescribed(["get-me", 200], await call(getMe, { claims }))
  expectDescribed(["get-health", 200], await call(getHealth(store, async () => views)))
  expectDescribed(
    ["get-health", 503],
    await call(getHealth({ ...store, load: () => Promise.reject(new Error("no")) }, async () => views)),
  )
  expectDescribed(["get-openapi", 200], await call(getOpenapi))
  expectDescribed(["submit-ticket", 202], await call(submitTicket(desk), { body: { ...problem, customer } }))
  expectDescribed(["submit-ticket", 400], await call(submitTicket(desk), { body: {} }))
  const note = { path: { collection: "tickets", id: "TKT-1", command: "add-note" }, body: { text: "Hm" } }
  expectDescribed(["add-note", 202], await call(postCommand(desk, directory), note))
  expectDescribed(
    ["add-note", 412],
    await call(postCommand(desk, directory), { ...note, headers: { "if-match": '"1"' } }),
  )
})
test("what commands of macros answer is as described, problems too", async () => {
  const desk = { store: memoryStore(), pause: async () => undefined }
  const post = postCommand(desk, async () => [])
  const path = { collection: "macros", id: "mac_greeting" }
  const create = { path: { ...path, command: "create-macro" }, body: { name: "Greeting", reply: "Hello" } }
  expectDescribed(["create-macro", 202], await call(post, create))
  expectDescribed(["create-macro", 409], await call(post, { ...create, body: { name: "Other", reply: "Hello" } }))
  expectDescribed(["archive-macro", 202], await call(post, { path: { ...path, command: "archive-macro" } }))
  expectDescribed(
    ["archive-macro", 404],
    await call(post, { path: { ...path, command: "archive-macro" }, claims: claimsOf.customer }),
  )
})
test("an answer that is not as described would be seen", () => {
  expect(described("add-note", 202).safeParse({ ticketId: "TKT-1" }).success).toBe(false)
  expect(described("add-note", 400).safeParse({ status: 400 }).success).toBe(false)
})
