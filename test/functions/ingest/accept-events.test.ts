import type { SQSRecord } from "aws-lambda"
import { expect, test } from "vitest"
import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { acceptEvents } from "#functions/ingest/accept-events"
import type { Refusal } from "#functions/messaging/dead-letter"
import { memoryStore } from "#test/support/memory-store"
import { message } from "#test/support/message"
import { queued } from "#test/support/queued"

const envelope = (detail: unknown): SQSRecord =>
  queued({
    version: "0",
    id: "9a7b-1",
    "detail-type": "TicketSubmitted",
    source: "integration.shop",
    account: "000000000000",
    time: "2026-01-02T03:04:06Z",
    region: "us-east-1",
    resources: [],
    detail,
  })

const intake = (store: EventStore = memoryStore()) => {
  const refusals: Refusal[] = []
  const refuse = async (refusal: Refusal) => {
    refusals.push(refusal)
  }
  const accept = acceptEvents({ store, pause: () => Promise.resolve() }, refuse)
  return { store, refusals, accept: (...Records: SQSRecord[]) => accept({ Records }) }
}

const done = { batchItemFailures: [] }

test("an event becomes a ticket of its sender", async () => {
  const { store, accept } = intake()
  expect(await accept(envelope(message("TKT-1")))).toEqual(done)
  expect(await store.load(ticket, "TKT-1")).toEqual([
    expect.objectContaining({
      commitId: "intake:TKT-1",
      correlationId: "9a7b-1",
      actor: { role: "integration", id: "integration.shop" },
      data: expect.objectContaining({ channel: "eventbridge", submittedAt: "2026-01-02T03:04:05.000Z" }),
    }),
  ])
})

test("the same event again changes nothing", async () => {
  const { store, accept } = intake()
  await accept(envelope(message("TKT-1")), envelope(message("TKT-1")))
  expect(await accept(envelope(message("TKT-1")))).toEqual(done)
  expect(await store.load(ticket, "TKT-1")).toHaveLength(1)
})

test.each([
  ["without the event's name", { ...message("TKT-1"), eventName: undefined }, "eventName"],
  ["with another name", { ...message("TKT-1"), eventName: "OrderPlaced" }, "eventName"],
  ["with a bad ticket id", message("ticket 1"), "ticketId"],
  ["from the future", { ...message("TKT-1"), submittedAt: "2026-01-03T03:04:07Z" }, "submittedAt"],
  ["that is no object", "Hello", ""],
])("a detail %s is refused: the bus said that it is a ticket", async (_, detail, field) => {
  const { refusals, store, accept } = intake()
  expect(await accept(envelope(detail), envelope(message("TKT-B")))).toEqual(done)
  expect(refusals).toEqual([
    {
      reasons: [expect.objectContaining({ field })],
      source: { source: "integration.shop", eventId: "9a7b-1", correlationId: "9a7b-1" },
      body: JSON.stringify(detail),
    },
  ])
  expect(await store.load(ticket, "TKT-B")).toHaveLength(1)
})

test("when we fail ourselves, only that event is delivered again", async () => {
  const memory = memoryStore()
  const store: EventStore = {
    ...memory,
    current: (of, id) => (id === "TKT-A" ? Promise.reject(new Error("down")) : memory.current(of, id)),
  }
  const { accept } = intake(store)
  const [bad, good] = [envelope(message("TKT-A")), envelope(message("TKT-B"))]
  expect(await accept(bad, good)).toEqual({ batchItemFailures: [{ itemIdentifier: bad.messageId }] })
  expect(await memory.load(ticket, "TKT-B")).toHaveLength(1)
})
