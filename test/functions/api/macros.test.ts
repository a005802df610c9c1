import { beforeEach, describe, expect, test } from "vitest"
import { macro } from "#core/macro/macro"
import { postCommand } from "#functions/api/post-command"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"

const greeting = {
  name: "Greeting",
  reply: "Hello {{customer.firstName}}",
  actions: [{ command: "change-priority", input: { priority: "LOW" } }],
}
const id = "mac_greeting"

let store = memoryStore()
beforeEach(() => {
  store = memoryStore()
})

/** Every request, whoever sends it, through the route's own handler. */
const send = (name: string, more: object = {}, macroId = id) =>
  call(
    postCommand({ store, pause: async () => undefined }, async () => []),
    { path: { collection: "macros", id: macroId, command: name }, ...more },
  )
const types = async () => (await store.load(macro, id)).map(({ type }) => type)

test("a macro is made, changed and archived, and each answer has its id and version", async () => {
  expect(await send("create-macro", { body: greeting })).toMatchObject({ status: 202, body: { id, version: 1 } })
  const changed = await send("change-macro", { body: { ...greeting, name: "Good morning" } })
  expect([changed.status, changed.body]).toEqual([202, { id, version: 2 }])
  expect((await send("archive-macro")).body).toEqual({ id, version: 3 })
  expect(await types()).toEqual(["MacroCreated", "MacroChanged", "MacroArchived"])
})
test("the event says who did it, and what the macro says and does", async () => {
  await send("create-macro", { body: greeting, headers: { "x-correlation-id": "corr-7" } })
  expect(await store.load(macro, id)).toMatchObject([
    {
      stream: { category: "macro", id },
      data: greeting,
      actor: { role: "agent", id: "agt-ann", name: "Ann Archer" },
      correlationId: "corr-7",
    },
  ])
})

describe.each(["customer", "stranger", "integration"] as const)("a %s", (who) => {
  test.each(["create-macro", "change-macro", "archive-macro"])(
    "is told of no macro by %s, whether there is one or not",
    async (name) => {
      const asked = { body: name === "archive-macro" ? {} : greeting, claims: claimsOf[who] }
      const without = await send(name, asked)
      expect(without).toMatchObject({ status: 404, body: { code: "macro-not-found" } })
      await send("create-macro", { body: greeting })
      expect((await send(name, asked)).body).toEqual(without.body)
      expect(await types()).toEqual(["MacroCreated"])
    },
  )
})

test.each(["greeting", "mac_", "mac_a b", `mac_${"x".repeat(47)}`, "TKT-1"])("the id %s is refused", async (wrong) => {
  const answer = await send("create-macro", { body: greeting }, wrong)
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: "id", message: /must be mac_/ }] } })
})
test("a collection and a command that there are not are refused by name", async () => {
  expect(await send("explode-macro")).toMatchObject({ status: 400, body: { errors: [{ field: "command" }] } })
  expect(await send("add-note")).toMatchObject({ status: 400, body: { errors: [{ field: "command" }] } })
  const post = postCommand({ store, pause: async () => undefined }, async () => [])
  const answer = await call(post, { path: { collection: "cakes", id, command: "create-macro" }, body: greeting })
  expect(answer).toMatchObject({ status: 404, body: { code: "not-found", detail: expect.stringContaining("cakes") } })
})
test("every wrong field is named, at every depth", async () => {
  const actions = [{ command: "change-priority", input: { priority: "ASAP" } }]
  const { status, body } = await send("create-macro", {
    body: { name: " ", reply: "{{cake}}", actions, colour: "red" },
  })
  expect(status).toBe(400)
  expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
    "actions.0.input.priority",
    "colour",
    "name",
    "reply",
  ])
})
test("a rule's refusal is a conflict with its code", async () => {
  await send("create-macro", { body: greeting })
  await send("archive-macro")
  expect(await send("change-macro", { body: { ...greeting, name: "Other" } })).toMatchObject({
    status: 409,
    body: { code: "macro-archived", detail: expect.stringMatching(/create another/) },
  })
})

test("If-Match of an old version is refused with the current one", async () => {
  await send("create-macro", { body: greeting })
  await send("change-macro", { body: { ...greeting, name: "Two" }, headers: { "if-match": '"1"' } })
  const stale = await send("change-macro", { body: { ...greeting, name: "Three" }, headers: { "if-match": '"1"' } })
  expect(stale).toMatchObject({ status: 412, body: { code: "stale", version: 2 } })
  expect(await types()).toHaveLength(2)
})
test("who may not know of a macro does not learn its version from If-Match", async () => {
  await send("create-macro", { body: greeting })
  const asked = { claims: claimsOf.customer, headers: { "if-match": '"7"' } }
  expect(await send("archive-macro", asked)).toMatchObject({ status: 404, body: { code: "macro-not-found" } })
})
test("the same Idempotency-Key answers as it did, also after others followed, and is not for another request", async () => {
  await send("create-macro", { body: greeting })
  const change = (name: string) =>
    send("change-macro", { body: { ...greeting, name }, headers: { "idempotency-key": "k1" } })
  expect(await change("Two")).toMatchObject({ status: 202, body: { version: 2 } })
  await send("change-macro", { body: greeting })
  expect(await change("Two")).toMatchObject({ status: 202, body: { version: 2 } })
  expect(await change("Three")).toMatchObject({ status: 409 })
  expect(await types()).toEqual(["MacroCreated", "MacroChanged", "MacroChanged"])
})
