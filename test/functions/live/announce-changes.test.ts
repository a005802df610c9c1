import { expect, test, vi } from "vitest"
import { announceChanges } from "#functions/live/announce-changes"
import { listener, memoryConnections, memoryLive } from "#test/functions/live/listeners"

vi.hoisted(() => vi.stubEnv("LIVE_ENDPOINT", "http://127.0.0.1:1"))

const mine = `cus_${"1".repeat(24)}`
const theirs = `cus_${"2".repeat(24)}`

const page = (ticketId: string, version: number, customerId = mine) => ({
  eventName: "MODIFY",
  dynamodb: {
    SequenceNumber: String(version),
    NewImage: {
      pk: { S: "key" },
      __edb_e__: { S: "ticket-page" },
      __edb_v__: { S: "1" },
      ticketId: { S: ticketId },
      version: { N: String(version) },
      customerId: { S: customerId },
      row: { M: {} },
    },
  },
})

const changed = (ticketId: string, version: number) => ({ type: "changed", ticketId, version })

test("agents and admins hear of every ticket, customers of their own, machines of none", async () => {
  const everybody = memoryConnections(
    listener("agent"),
    listener("admin", { role: "admin" }),
    listener("customer", { role: "customer", customerId: mine }),
    listener("machine", { role: "integration" }),
  )
  const { far, heard } = memoryLive()
  await announceChanges(everybody, far)({ Records: [page("TKT-1", 2, mine), page("TKT-2", 5, theirs)] })
  const both = [changed("TKT-1", 2), changed("TKT-2", 5)]
  expect(heard).toEqual({ agent: both, admin: both, customer: [changed("TKT-1", 2)] })
})

test("several versions of a ticket in a batch are one message with the highest", async () => {
  const { far, heard } = memoryLive()
  const Records = [page("TKT-1", 2), page("TKT-1", 10), page("TKT-1", 9)]
  await announceChanges(memoryConnections(listener("agent")), far)({ Records })
  expect(heard).toEqual({ agent: [changed("TKT-1", 10)] })
})

test("rows that a rebuild wrote are not announced", async () => {
  const { far, heard } = memoryLive()
  const rebuilt = page("TKT-1", 2)
  const NewImage = { ...rebuilt.dynamodb.NewImage, rebuilt: { BOOL: true } }
  const Records = [{ ...rebuilt, dynamodb: { ...rebuilt.dynamodb, NewImage } }, page("TKT-2", 3)]
  await announceChanges(memoryConnections(listener("agent")), far)({ Records })
  expect(heard).toEqual({ agent: [changed("TKT-2", 3)] })
})

test("rows of other read models and removed rows are not announced, and nobody is looked for", async () => {
  const { dynamodb } = page("TKT-1", 2)
  const inbox = { dynamodb: { NewImage: { ...dynamodb.NewImage, __edb_e__: { S: "ticket-inbox" } } } }
  const removed = { eventName: "REMOVE", dynamodb: { OldImage: dynamodb.NewImage } }
  const listeners = { ...memoryConnections(), all: vi.fn() }
  const { far } = memoryLive()
  const answer = await announceChanges(listeners, far)({ Records: [inbox, removed] })
  expect(answer).toEqual({ batchItemFailures: [] })
  expect(listeners.all).not.toHaveBeenCalled()
})

test("a connection that is gone is forgotten", async () => {
  const everybody = memoryConnections(listener("here"), listener("gone"))
  const { far, heard } = memoryLive({ gone: ["gone"] })
  await announceChanges(everybody, far)({ Records: [page("TKT-1", 2)] })
  expect(Object.keys(heard)).toEqual(["here"])
  expect(await everybody.all()).toMatchObject([{ connectionId: "here" }])
})

test("a connection whose sign-in has expired is closed and hears nothing", async () => {
  const everybody = memoryConnections(listener("late", { signedInUntil: Math.floor(Date.now() / 1000) - 1 }))
  const { far, heard, dropped } = memoryLive()
  await announceChanges(everybody, far)({ Records: [page("TKT-1", 2)] })
  expect([heard, dropped, await everybody.all()]).toEqual([{}, ["late"], []])
})

test("a connection that fails keeps the news from nobody else", async () => {
  const everybody = memoryConnections(listener("broken"), listener("here"))
  const { far, heard } = memoryLive({ broken: ["broken"] })
  await announceChanges(everybody, far)({ Records: [page("TKT-1", 2)] })
  expect(heard).toEqual({ here: [changed("TKT-1", 2)] })
  expect(await everybody.all()).toHaveLength(2)
})
