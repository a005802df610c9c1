import { expect, test } from "vitest"
import type { Context } from "#core/engine/aggregate"
import { Conflict, type EventStore } from "#core/engine/event-store"
import { type Desk, execute, KeyReused, type Request, Stale } from "#core/engine/execute"
import { Rejected } from "#core/engine/rejected"
import { ticket } from "#core/ticket/ticket"
import type { CommandName } from "#schemas/ticket/commands"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent, stranger } from "#test/support/actors"
import { memoryStore } from "#test/support/memory-store"
import { submitted } from "#test/support/recorded"

const id = "TKT-1"
const context = (changes: Partial<Context> = {}): Context => ({
  commitId: "command-1",
  at: "2026-01-02T09:00:00.000Z",
  actor: agent,
  correlationId: "corr-1",
  ...changes,
})
const note = (text: string): Fact => ({ type: "NoteAdded", data: { text } })

/** A store with one submitted ticket, and a desk that notes how often it waited. */
const opened = async () => {
  const store = memoryStore()
  await store.append(ticket, { ...context({ commitId: "submit" }), id, expected: 0, facts: [submitted] })
  const waited: number[] = []
  const pause = async (attempt: number) => {
    waited.push(attempt)
  }
  return { store, waited, pause, desk: { store, pause } }
}

/** Somebody else is faster, `times` times. */
const rivalled = (store: EventStore, times: number): EventStore => {
  let left = times
  return {
    ...store,
    append: async (of, commit) => {
      const rival = { ...context({ commitId: `rival-${left}` }), id, expected: commit.expected }
      if (left-- > 0) await store.append(ticket, { ...rival, facts: [note("rival")] })
      return store.append(of, commit)
    },
  }
}

/** `run(desk, ["add-note", { text: "Hm" }])` */
const run = (desk: Desk, [name, input]: [CommandName, unknown], more: Partial<Request & Context> = {}) => {
  const { onlyAt, ...changes } = more
  return execute(desk, ticket, { id, name, input, onlyAt, context: context(changes) })
}

test("a command's facts are stored with who, when and why", async () => {
  const { desk, store } = await opened()
  expect(await run(desk, ["add-note", { text: "Hm" }], { causationId: "cause.0" })).toBe(2)
  expect((await store.load(ticket, id)).at(-1)).toMatchObject({
    ...context({ causationId: "cause.0" }),
    type: "NoteAdded",
    data: { text: "Hm" },
    version: 2,
  })
})

test("a command that changes nothing answers with the version that it saw", async () => {
  const { desk, store } = await opened()
  expect(await run(desk, ["unassign-ticket", {}])).toBe(1)
  expect(await store.load(ticket, id)).toHaveLength(1)
})

test("the same command again is answered as the first time, also when others followed", async () => {
  const { desk, store } = await opened()
  const first = await run(desk, ["post-reply", { text: "Hello" }])
  await run(desk, ["add-note", { text: "Hm" }], { commitId: "command-2" })
  expect(await run(desk, ["post-reply", { text: "Hello" }])).toBe(first)
  expect(await store.load(ticket, id)).toHaveLength(3)
})

test("the same command again is answered even when the rule would now refuse it", async () => {
  const { desk } = await opened()
  const first = await run(desk, ["post-reply", { text: "Hello" }])
  const admin = { role: "admin", id: "adm-ada" } as const
  await run(desk, ["close-ticket", {}], { commitId: "command-2", actor: admin })
  expect(await run(desk, ["post-reply", { text: "Hello" }])).toBe(first)
})

test("a key that was used for another request is refused, and nothing is stored", async () => {
  const { desk, store } = await opened()
  const asked = (request: string) => ({ key: "k1~", commitId: `k1~${request}` })
  const first = await run(desk, ["post-reply", { text: "Hello" }], asked("hello"))
  await expect(run(desk, ["post-reply", { text: "Good bye" }], asked("bye"))).rejects.toThrow(KeyReused)
  expect(await run(desk, ["post-reply", { text: "Hello" }], asked("hello"))).toBe(first)
  expect(await store.load(ticket, id)).toHaveLength(2)
  expect(await run(desk, ["add-note", { text: "Hm" }], { key: "k12~", commitId: "k12~bye" })).toBe(3)
})

test("a command that was beaten decides again on fresh state", async () => {
  const { store, waited, pause } = await opened()
  expect(await run({ store: rivalled(store, 4), pause }, ["add-note", { text: "Hm" }])).toBe(6)
  expect(waited).toEqual([1, 2, 3, 4])
})

test("deciding again takes what changed into account", async () => {
  const { store, pause } = await opened()
  const desk = { store: rivalled(store, 1), pause }
  const seen: number[] = []
  const decide = () => {
    seen.push(seen.length)
    return seen.length === 1 ? [note("first")] : []
  }
  const counting = {
    ...ticket,
    commands: { ...ticket.commands, "add-note": { ...ticket.commands["add-note"], decide } },
  }
  const request = { id, name: "add-note", input: { text: "Hm" }, context: context() } as const
  expect(await execute(desk, counting, request)).toBe(2)
  expect(seen).toHaveLength(2)
})

test("after five beaten attempts the command gives up with Conflict", async () => {
  const { store, waited, pause } = await opened()
  await expect(run({ store: rivalled(store, 5), pause }, ["add-note", { text: "Hm" }])).rejects.toThrow(Conflict)
  expect(waited).toEqual([1, 2, 3, 4])
})

test("another failure of the store is not tried again", async () => {
  const { store, waited, pause } = await opened()
  const down = { ...store, append: () => Promise.reject(new Error("down")) }
  await expect(run({ store: down, pause }, ["add-note", { text: "Hm" }])).rejects.toThrow("down")
  expect(waited).toEqual([])
})

test("a refusal is not tried again", async () => {
  const { desk, waited } = await opened()
  await expect(run(desk, ["reopen-ticket", {}])).rejects.toThrow(Rejected)
  expect(waited).toEqual([])
})

test("a command for a version that is no longer the ticket's is stale", async () => {
  const { desk } = await opened()
  await run(desk, ["add-note", { text: "Hm" }], { commitId: "command-2" })
  await expect(run(desk, ["add-note", { text: "Hm" }], { onlyAt: 1 })).rejects.toThrow(Stale)
  expect(await run(desk, ["add-note", { text: "Hm" }], { onlyAt: 2 })).toBe(3)
})

test("a command for a version becomes stale when it is beaten", async () => {
  const { store, pause } = await opened()
  const beaten = run({ store: rivalled(store, 1), pause }, ["add-note", { text: "Hm" }], { onlyAt: 1 })
  await expect(beaten).rejects.toThrow(expect.objectContaining({ name: "Stale", version: 2 }))
})

test("whoever may not know of a ticket does not learn its version from a stale one", async () => {
  const { desk } = await opened()
  const asked = run(desk, ["post-reply", { text: "Hello" }], { onlyAt: 7, actor: stranger })
  await expect(asked).rejects.toThrow(expect.objectContaining({ code: "ticket-not-found" }))
})

test("an input of the wrong shape is refused before anything is read", async () => {
  const { store, pause } = await opened()
  const unread: EventStore = { ...store, current: () => Promise.reject(new Error("was read")) }
  await expect(run({ store: unread, pause }, ["add-note", { text: "Hm", colour: "red" }])).rejects.toThrow(/colour/)
})
