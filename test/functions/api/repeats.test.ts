import { beforeEach, expect, test } from "vitest"
import type { Desk } from "#core/engine/execute"
import { postCommand } from "#functions/api/post-command"
import { submitTicket } from "#functions/api/submit-ticket"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"

const problem = { product: "Router X2", issueType: "Connection", subject: "No connection", description: "It is down." }
const claims = claimsOf.customer

let desk: Desk
beforeEach(() => {
  desk = { store: memoryStore(), pause: async () => undefined }
})

const keyed = (key: string) => ({ headers: { "idempotency-key": key } })
const submit = (key: string, body: object = problem, who: Record<string, string> = claims) =>
  call(submitTicket(desk), { claims: who, body, ...keyed(key) })
const command = (ticketId: string, name: string, more: object) =>
  call(
    postCommand(desk, async () => []),
    { path: { collection: "tickets", id: ticketId, command: name }, ...more },
  )
const reused = { status: 409, body: { code: "key-reused", detail: expect.stringContaining("new key") } }
const opened = async (): Promise<string> => (await submit("first")).body.ticketId

test("a key with another ticket is refused: neither is lost without a word", async () => {
  const first = await submit("k")
  expect(await submit("k", { ...problem, subject: "Something else" })).toMatchObject(reused)
  expect(await submit("k")).toMatchObject({ status: 202, body: first.body })
})
test("the order of a body's white space is not another request", async () => {
  const first = await submit("k")
  const text = JSON.stringify(problem, null, 4)
  expect((await call(submitTicket(desk), { claims, text, ...keyed("k") })).body).toEqual(first.body)
})
test("a key with another reply, or with another command, is refused", async () => {
  const ticketId = await opened()
  expect(await command(ticketId, "post-reply", { body: { text: "One" }, ...keyed("k") })).toMatchObject({ status: 202 })
  expect(await command(ticketId, "post-reply", { body: { text: "Two" }, ...keyed("k") })).toMatchObject(reused)
  expect(await command(ticketId, "add-note", { body: { text: "One" }, ...keyed("k") })).toMatchObject(reused)
  expect(await command(ticketId, "post-reply", { body: { text: "One" }, ...keyed("k") })).toMatchObject({
    body: { version: 2 },
  })
})
test("a key is its sender's own, on every ticket anew", async () => {
  const [ticketId, other] = [await opened(), (await submit("second")).body.ticketId]
  const note = (id: string, sub: string) =>
    command(id, "add-note", { body: { text: sub }, claims: { ...claimsOf.agent, sub }, ...keyed("k") })
  expect(await note(ticketId, "agt-ann")).toMatchObject({ body: { ticketId, version: 2 } })
  expect(await note(ticketId, "agt-bob")).toMatchObject({ body: { ticketId, version: 3 } })
  expect(await note(other, "agt-ann")).toMatchObject({ body: { ticketId: other, version: 2 } })
})
test("a late reply and its repeat are one follow-up ticket; another text with that key is refused", async () => {
  const ticketId = await opened()
  await command(ticketId, "resolve-ticket", { body: { outcome: "fixed" } })
  await command(ticketId, "close-ticket", {})
  const late = (text: string) => command(ticketId, "post-reply", { body: { text }, claims, ...keyed("late") })
  const first = await late("Broken again")
  expect(first.body.ticketId).not.toBe(ticketId)
  expect(await late("Broken again")).toMatchObject({ status: 202, body: first.body })
  expect(await late("And now?")).toMatchObject(reused)
})
test("a reply that was accepted before its ticket was closed answers as it did then", async () => {
  const ticketId = await opened()
  const reply = () => command(ticketId, "post-reply", { body: { text: "Hello" }, claims, ...keyed("r") })
  const first = await reply()
  await command(ticketId, "resolve-ticket", { body: { outcome: "fixed" } })
  await command(ticketId, "close-ticket", {})
  expect(await reply()).toMatchObject({ status: 202, body: first.body })
})
test("a key names the longest that it may be", async () => {
  expect(await submit("x".repeat(255))).toMatchObject({ status: 202 })
  expect(await submit("x".repeat(256))).toMatchObject({ status: 400, body: { errors: [{ field: "idempotency-key" }] } })
})
