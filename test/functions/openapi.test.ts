import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { z } from "zod"
import { openapiFile, openapiText } from "#cli/docs/openapi"
import { mayEver } from "#core/engine/access"
import { aggregates } from "#core/registry"
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
import { functions } from "#functions/manifest"
import { catchUp } from "#projections/catch-up"
import { ticketPage } from "#projections/ticket-page"
import { Role } from "#schemas/actor"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"
import { assigned, classified, drafted, recorded, routed, someone, submitted } from "#test/support/recorded"
import { memoryViews } from "#test/support/viewing"

const Shape = z.record(z.string(), z.unknown())
const Content = z.record(z.string(), z.object({ schema: Shape }))
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(1),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean() })).default([]),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content })),
  security: z.array(z.unknown()).optional(),
})
const Document = z.object({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), Shape) }),
})
const text = await openapiText()
const document = Document.parse(JSON.parse(text))

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, route: `${method.toUpperCase()} ${path}`, operation })),
)
const routes = [...functions.values()].flatMap(({ on }) => (on.kind === "http" ? [on] : []))
const commandRoute = "POST /api/{collection}/{id}/{command}"
const outside = Role.options.filter((role) => role !== "system")
/** What somebody outside may send, of every aggregate; tickets are submitted elsewhere. */
const sent = aggregates.flatMap(({ collection, category, commands }) =>
  Object.entries(commands)
    .filter(([name, command]) => name !== "submit-ticket" && outside.some((role) => mayEver(command, role)))
    .map(([name]) => ({
      name,
      route: `POST /api/${collection}/{${category === "ticket" ? "ticketId" : "id"}}/${name}`,
    })),
)

test("the document that is answered is the one that the routes describe: if not, run `npm run desk -- docs`", () => {
  expect(JSON.parse(readFileSync(openapiFile, "utf8"))).toEqual(JSON.parse(text))
})
test("every HTTP route of the manifest is described, every command in its place, and nothing else", () => {
  const fixed = routes.map(({ route }) => route).filter((route) => route !== commandRoute)
  const commands = sent.map(({ route }) => route)
  expect(operations.map(({ route }) => route).sort()).toEqual([...fixed, ...commands].sort())
})
test("commands that nobody but the platform may send are not offered", () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  for (const name of ["post-reply", "create-macro", "change-macro", "archive-macro"]) expect(ids).toContain(name)
  for (const name of ["record-sentiment", "classify-ticket", "draft-response", "record-notification"])
    expect(ids).not.toContain(name)
})
test("open routes, and no others, need no token", () => {
  const open = operations.filter(({ operation }) => operation.security?.length === 0).map(({ route }) => route)
  expect(open.sort()).toEqual(routes.flatMap(({ route, open }) => (open ? [route] : [])).sort())
})
test("operations have names of their own", () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
})
test("what a path has in braces is a parameter, and nothing else is", () => {
  for (const { path, operation } of operations) {
    const declared = operation.parameters.filter((each) => each.in === "path").map(({ name }) => name)
    expect(declared.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
    expect(operation.parameters.every((each) => each.required === (each.in === "path"))).toBe(true)
  }
})
test("every reference leads somewhere, and every shape is referred to", () => {
  const referred = [...text.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)]
  const names = new Set(referred.map(([, name]) => name))
  expect([...names].sort()).toEqual(Object.keys(document.components.schemas).sort())
  expect(text.split('"$ref"')).toHaveLength(referred.length + 1)
})
test("every operation may answer a problem", () => {
  for (const { operation } of operations)
    expect(operation.responses.default?.content).toHaveProperty(["application/problem+json", "schema", "$ref"])
})

/** What the document says about an answer, as a shape that reads it. */
const described = (operationId: string, status: number) => {
  const found = operations.find(({ operation }) => operation.operationId === operationId)?.operation
  const [content] = Object.values(found?.responses[status]?.content ?? found?.responses.default?.content ?? {})
  const name = String(content?.schema.$ref).replace("#/components/schemas/", "")
  return z.fromJSONSchema(document.components.schemas[name] ?? { not: {} })
}
const expectDescribed = (operationId: string, status: number, answer: Awaited<ReturnType<typeof call>>) => {
  expect(answer.status).toBe(status)
  expect(described(operationId, status).safeParse(answer.body).error?.issues ?? []).toEqual([])
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
  const directory = async () => [{ id: "agt-ann", name: "Ann Archer" }]
  const { id: _, ...customer } = someone
  const problem = { product: "Router X2", issueType: "Connection", subject: "No connection", description: "Down." }

  expectDescribed(
    "get-ticket",
    200,
    await call(
      getTicket(async () => views),
      { path },
    ),
  )
  expectDescribed(
    "get-ticket",
    200,
    await call(
      getTicket(async () => views),
      { path, claims: claimsOf.customer },
    ),
  )
  expectDescribed(
    "get-ticket",
    404,
    await call(
      getTicket(async () => views),
      { path: { ticketId: "TKT-2" } },
    ),
  )
  expectDescribed("get-ticket-at", 200, await call(getTicketAt(store), { path: { ...path, version: "3" } }))
  expectDescribed("list-events", 200, await call(listEvents(store), { path }))
  expectDescribed("list-agents", 200, await call(listAgents(directory, async () => ({ count: async () => 3 }))))
  for (const claims of Object.values(claimsOf)) expectDescribed("get-me", 200, await call(getMe, { claims }))
  expectDescribed("get-health", 200, await call(getHealth(store, async () => views)))
  expectDescribed(
    "get-health",
    503,
    await call(getHealth({ ...store, load: () => Promise.reject(new Error("no")) }, async () => views)),
  )
  expectDescribed("get-openapi", 200, await call(getOpenapi))
  expectDescribed("submit-ticket", 202, await call(submitTicket(desk), { body: { ...problem, customer } }))
  expectDescribed("submit-ticket", 400, await call(submitTicket(desk), { body: {} }))
  const note = { path: { collection: "tickets", id: "TKT-1", command: "add-note" }, body: { text: "Hm" } }
  expectDescribed("add-note", 202, await call(postCommand(desk, directory), note))
  expectDescribed(
    "add-note",
    412,
    await call(postCommand(desk, directory), { ...note, headers: { "if-match": '"1"' } }),
  )
})
test("what commands of macros answer is as described, problems too", async () => {
  const desk = { store: memoryStore(), pause: async () => undefined }
  const post = postCommand(desk, async () => [])
  const path = { collection: "macros", id: "mac_greeting" }
  const create = { path: { ...path, command: "create-macro" }, body: { name: "Greeting", reply: "Hello" } }
  expectDescribed("create-macro", 202, await call(post, create))
  expectDescribed("create-macro", 409, await call(post, { ...create, body: { name: "Other", reply: "Hello" } }))
  expectDescribed("archive-macro", 202, await call(post, { path: { ...path, command: "archive-macro" } }))
  expectDescribed(
    "archive-macro",
    404,
    await call(post, { path: { ...path, command: "archive-macro" }, claims: claimsOf.customer }),
  )
})
test("an answer that is not as described would be seen", () => {
  expect(described("add-note", 202).safeParse({ ticketId: "TKT-1" }).success).toBe(false)
  expect(described("add-note", 400).safeParse({ status: 400 }).success).toBe(false)
})
test("a body may be left out exactly where none of its fields is needed", () => {
  const required = new Map(operations.map(({ operation }) => [operation.operationId, operation.requestBody?.required]))
  expect(["resume-ticket", "close-ticket", "archive-macro"].map((name) => required.get(name))).toEqual([
    false,
    false,
    false,
  ])
  expect([required.get("post-reply"), required.get("submit-ticket")]).toEqual([true, true])
  expect(required.get("get-ticket")).toBeUndefined()
})
