import { beforeEach, expect, test } from "vitest"
import type { Desk } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import { postCommand } from "#functions/api/post-command"
import { submitTicket } from "#functions/api/submit-ticket"
import { Agent } from "#schemas/actor"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"

const problem = { product: "Router X2", issueType: "Connection", subject: "No connection", description: "It is down." }
const customer = { firstName: "Cora", lastName: "Customer", email: "cora@example.com" }
const directory = async () => [Agent.parse({ id: "agt-ann", name: "Ann Archer" })]

let desk: Desk
let submit: unknown
let post: unknown
beforeEach(() => {
  desk = { store: memoryStore(), pause: async () => undefined }
  submit = submitTicket(desk)
  post = postCommand(desk, directory)
})

const submitted = async (): Promise<string> =>
  (await call(submit, { claims: claimsOf.customer, body: problem })).body.ticketId
const command = (ticketId: string, name: string, more: object = {}) =>
  call(post, { path: { collection: "tickets", id: ticketId, command: name }, ...more })
const types = async (ticketId: string) => (await desk.store.load(ticket, ticketId)).map(({ type }) => type)

test("a customer submits under their own address, whatever the body says", async () => {
  const body = { ...problem, customer: { ...customer, email: "someone.else@example.com" } }
  const answer = await call(submit, { claims: claimsOf.customer, body })
  expect(answer).toMatchObject({ status: 202, body: { version: 1 } })
  const [first] = await desk.store.load(ticket, answer.body.ticketId)
  expect(first?.data).toMatchObject({ customer: { email: "cora@example.com" }, channel: "portal" })
})
test("an agent must say for whom", async () => {
  expect(await call(submit, { body: problem })).toMatchObject({
    status: 400,
    body: { errors: [{ field: "customer" }] },
  })
  expect(await call(submit, { body: { ...problem, customer } })).toMatchObject({ status: 202 })
})
test("the same Idempotency-Key is one ticket, another key is another", async () => {
  const send = (key: string) =>
    call(submit, { claims: claimsOf.customer, body: problem, headers: { "idempotency-key": key } })
  const [a, b, c] = [await send("k1"), await send("k1"), await send("k2")]
  expect(b.body).toEqual(a.body)
  expect(c.body.ticketId).not.toBe(a.body.ticketId)
})
test("every wrong field is named, and an unknown one refused", async () => {
  const { status, body } = await call(submit, {
    claims: claimsOf.customer,
    body: { ...problem, subject: " ", colour: "red" },
  })
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: "invalid", status: 400, title: "Bad request" })
  expect(JSON.stringify(body.errors)).toMatch(/subject/)
  expect(JSON.stringify(body.errors)).toMatch(/colour/)
})
test("a body that is not JSON is the caller's fault", async () => {
  const { status, headers, body } = await call(submit, { text: "{" })
  expect([status, headers["content-type"], body.code]).toEqual([400, "application/problem+json", "invalid"])
})

test("an accepted command answers with the new version", async () => {
  const ticketId = await submitted()
  const body = { agent: { id: "agt-ann", name: "Made Up" } }
  expect(await command(ticketId, "assign-ticket", { body })).toMatchObject({
    status: 202,
    body: { ticketId, version: 2 },
  })
  const [, assigned] = await desk.store.load(ticket, ticketId)
  expect(assigned?.data).toEqual({ agent: { id: "agt-ann", name: "Ann Archer" } })
})
test("nobody is assigned who does not work here", async () => {
  const body = { agent: { id: "ghost", name: "Ghost" } }
  expect(await command(await submitted(), "assign-ticket", { body })).toMatchObject({
    status: 400,
    body: { errors: [{ field: "agent.id" }] },
  })
})
test("a command sent again answers as it did, also after others followed", async () => {
  const ticketId = await submitted()
  const reply = () => command(ticketId, "post-reply", { body: { text: "Hello" }, headers: { "idempotency-key": "r1" } })
  expect(await reply()).toMatchObject({ body: { version: 2 } })
  await command(ticketId, "add-note", { body: { text: "Called back" } })
  expect(await reply()).toMatchObject({ status: 202, body: { version: 2 } })
  expect(await types(ticketId)).toEqual(["TicketSubmitted", "ReplyPosted", "NoteAdded"])
})
test("If-Match of an old version is refused with the current one", async () => {
  const ticketId = await submitted()
  await command(ticketId, "add-note", { body: { text: "One" } })
  const stale = await command(ticketId, "add-note", { body: { text: "Two" }, headers: { "if-match": '"1"' } })
  expect(stale).toMatchObject({ status: 412, body: { code: "stale", version: 2 } })
})
test("If-Match takes an ETag in either form, and * for any version", async () => {
  const ticketId = await submitted()
  for (const [i, tag] of ['"1"', 'W/"2"', "*"].entries())
    expect(await command(ticketId, "add-note", { body: { text: "x" }, headers: { "if-match": tag } })).toMatchObject({
      body: { version: i + 2 },
    })
})
test.each(["3", '"abc"', '""', '"-1"', '"1", "2"', `"${"9".repeat(20)}"`])("If-Match %s is refused", async (tag) => {
  const answer = await command(await submitted(), "add-note", { body: { text: "x" }, headers: { "if-match": tag } })
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "if-match" }] } })
})
test("a rule's refusal has a code and a sentence", async () => {
  const ticketId = await submitted()
  expect(await command(ticketId, "reopen-ticket")).toMatchObject({
    status: 409,
    body: { code: expect.any(String), detail: expect.any(String) },
  })
})
test("a role that may not is forbidden; somebody else's ticket does not exist", async () => {
  const ticketId = await submitted()
  const note = { body: { text: "x" } }
  expect(await command(ticketId, "add-note", { ...note, claims: claimsOf.customer })).toMatchObject({ status: 403 })
  expect(await command(ticketId, "post-reply", { ...note, claims: claimsOf.stranger })).toMatchObject({ status: 404 })
  expect(await command("TKT-none", "post-reply", note)).toMatchObject({ status: 404 })
  const felt = { sentiment: "NEUTRAL", scores: { mixed: 0, negative: 0, neutral: 1, positive: 0 }, engine: "model" }
  expect(await command(ticketId, "record-sentiment", { body: felt })).toMatchObject({ status: 403 })
})
test("who may not assign learns nothing about who works here", async () => {
  const ticketId = await submitted()
  const assign = (id: string, claims: object) =>
    command(ticketId, "assign-ticket", { body: { agent: { id, name: "x" } }, claims })
  for (const claims of [claimsOf.customer, claimsOf.stranger])
    expect(await assign("ghost", claims)).toEqual(
      expect.objectContaining({ status: (await assign("agt-ann", claims)).status, body: expect.any(Object) }),
    )
  expect(await assign("ghost", claimsOf.customer)).toMatchObject({ status: 403, body: { code: "not-allowed" } })
})
test("unknown fields are refused at every depth", async () => {
  const body = { agent: { id: "agt-ann", name: "Ann", salary: 1 }, why: "so" }
  const answer = await command(await submitted(), "assign-ticket", { body })
  expect(answer.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(["agent.salary", "why"])
})
test("nobody submits a ticket under an id, a channel and a time of their choice", async () => {
  const body = {
    ...{ ...problem, customer: { ...customer, id: "cus_0123456789abcdef01234567" } },
    ...{ channel: "kinesis", submittedAt: "2001-01-01T00:00:00Z" },
  }
  for (const claims of Object.values(claimsOf))
    expect(await command("TKT-mine", "submit-ticket", { body, claims })).toMatchObject({
      status: 400,
      body: { errors: [{ field: "command" }] },
    })
  expect(await desk.store.load(ticket, "TKT-mine")).toEqual([])
})
test("an unknown command is refused by name, without telling the platform's own", async () => {
  const { status, body } = await command(await submitted(), "explode-ticket")
  expect([status, body.errors[0].field]).toEqual([400, "command"])
  expect(JSON.stringify(body)).not.toContain("record-sentiment")
})
test("a customer's late reply opens a ticket that follows the closed one", async () => {
  const ticketId = await submitted()
  await command(ticketId, "resolve-ticket", { body: { outcome: "fixed" } })
  await command(ticketId, "close-ticket", { body: {} })
  const late = await command(ticketId, "post-reply", { body: { text: "Broken again" }, claims: claimsOf.customer })
  expect(late.status).toBe(202)
  const [first] = await desk.store.load(ticket, late.body.ticketId)
  expect(first?.data).toMatchObject({ follows: ticketId, description: "Broken again", subject: "No connection" })
})
test("what nobody foresaw says nothing about itself", async () => {
  const broken = postCommand(
    { ...desk, store: { ...desk.store, current: async () => Promise.reject(new Error("secret")) } },
    directory,
  )
  const answer = await call(broken, {
    path: { collection: "tickets", id: "TKT-1", command: "add-note" },
    body: { text: "x" },
  })
  expect(answer).toMatchObject({ status: 500, body: { code: "internal" } })
  expect(JSON.stringify(answer.body)).not.toContain("secret")
})
