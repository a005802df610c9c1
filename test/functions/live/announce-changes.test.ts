import { expect, test, vi } from "vitest"
import { announceChanges } from "#functions/live/announce-changes"
import { type Item, toItem } from "#functions/views/view-item"
import { ticketInbox } from "#projections/ticket-inbox"
import { CustomerId, TicketId } from "#schemas/id"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import { listener, memoryConnections, memoryLive } from "#test/functions/live/listeners"
import { inboxRows } from "#test/support/inbox-rows"

vi.hoisted(() => vi.stubEnv("LIVE_ENDPOINT", "http://127.0.0.1:1"))

const mine = CustomerId.parse(`cus_${"1".repeat(24)}`)
const theirs = CustomerId.parse(`cus_${"2".repeat(24)}`)

const [like] = inboxRows(1)

/** The row that lists show of this ticket. */
const row = (ticketId: string, customerId = mine): InboxRow => {
  if (!like) throw new Error("no row")
  return { ...like, ticketId: TicketId.parse(ticketId), customer: { id: customerId, name: "Cora Customer" } }
}

type Of = { customerId?: CustomerId; model?: typeof ticketInbox; revision?: number; rebuilt?: boolean }

/** An item as Lambda gets it from a stream: binary in base64. */
const image = ({ row: bytes, ...item }: Item) => ({
  ...item,
  ...(bytes?.B && { row: { B: Buffer.from(bytes.B).toString("base64") } }),
})

const written = (ticketId: string, version: number, of: Of = {}) => {
  const { customerId = mine, model = ticketInbox, revision = 1, rebuilt = false } = of
  const item = toItem({ model, revision }, { id: ticketId, version, row: row(ticketId, customerId) })
  const NewImage = { ...image(item), ...(rebuilt && { rebuilt: { BOOL: true } }) }
  return { eventName: "MODIFY", dynamodb: { SequenceNumber: String(version), NewImage } }
}

const bare = (ticketId: string, version: number) => ({ type: "changed", ticketId, version })
const whole = (ticketId: string, version: number, customerId = mine) => ({
  ...bare(ticketId, version),
  row: { ...row(ticketId, customerId), version },
})

test("agents and admins get the row of every ticket, customers hear of their own and machines of none", async () => {
  const everybody = memoryConnections(
    listener("agent"),
    listener("admin", { role: "admin" }),
    listener("customer", { role: "customer", customerId: mine }),
    listener("machine", { role: "integration" }),
  )
  const { far, heard } = memoryLive()
  await announceChanges(everybody, far)({ Records: [written("TKT-1", 2), written("TKT-2", 5, { customerId: theirs })] })
  const both = [whole("TKT-1", 2), whole("TKT-2", 5, theirs)]
  expect(heard).toEqual({ agent: both, admin: both, customer: [bare("TKT-1", 2)] })
})

test("several versions and revisions of a ticket in a batch are one message with the highest", async () => {
  const { far, heard } = memoryLive()
  const Records = [
    written("TKT-1", 2),
    written("TKT-1", 10),
    written("TKT-1", 10, { revision: 2 }),
    written("TKT-1", 9),
  ]
  await announceChanges(memoryConnections(listener("agent")), far)({ Records })
  expect(heard).toEqual({ agent: [whole("TKT-1", 10)] })
})

test("rows that a rebuild wrote are not announced", async () => {
  const { far, heard } = memoryLive()
  const Records = [written("TKT-1", 2, { rebuilt: true }), written("TKT-2", 3)]
  await announceChanges(memoryConnections(listener("agent")), far)({ Records })
  expect(heard).toEqual({ agent: [whole("TKT-2", 3)] })
})

test("rows of other read models, unreadable ones and removed ones are not announced, and nobody is looked for", async () => {
  const { dynamodb } = written("TKT-1", 2)
  const Records = [
    written("TKT-1", 2, { model: { ...ticketInbox, name: "ticket-page" } }),
    written("TKT-1", 2, { model: { ...ticketInbox, says: `${ticketInbox.says} and more` } }),
    { dynamodb: { NewImage: { pk: { S: "$revisions" }, sk: { S: "$revisions" }, edition: { N: "4" } } } },
    {
      dynamodb: {
        NewImage: image(toItem({ model: ticketInbox, revision: 1 }, { id: "TKT-1", version: 3, row: undefined })),
      },
    },
    { eventName: "REMOVE", dynamodb: { OldImage: dynamodb.NewImage } },
  ]
  const listeners = { ...memoryConnections(), all: vi.fn() }
  const { far } = memoryLive()
  const answer = await announceChanges(listeners, far)({ Records })
  expect(answer).toEqual({ batchItemFailures: [] })
  expect(listeners.all).not.toHaveBeenCalled()
})

test("a connection that is gone is forgotten", async () => {
  const everybody = memoryConnections(listener("here"), listener("gone"))
  const { far, heard } = memoryLive({ gone: ["gone"] })
  await announceChanges(everybody, far)({ Records: [written("TKT-1", 2)] })
  expect(Object.keys(heard)).toEqual(["here"])
  expect(await everybody.all()).toMatchObject([{ connectionId: "here" }])
})

test("a connection whose sign-in has expired is closed and hears nothing", async () => {
  const everybody = memoryConnections(listener("late", { signedInUntil: Math.floor(Date.now() / 1000) - 1 }))
  const { far, heard, dropped } = memoryLive()
  await announceChanges(everybody, far)({ Records: [written("TKT-1", 2)] })
  expect([heard, dropped, await everybody.all()]).toEqual([{}, ["late"], []])
})

test("a connection that fails keeps the news from nobody else", async () => {
  const everybody = memoryConnections(listener("broken"), listener("here"))
  const { far, heard } = memoryLive({ broken: ["broken"] })
  await announceChanges(everybody, far)({ Records: [written("TKT-1", 2)] })
  expect(heard).toEqual({ here: [whole("TKT-1", 2)] })
  expect(await everybody.all()).toHaveLength(2)
})
