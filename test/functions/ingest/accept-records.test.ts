import { expect, test } from "vitest"
import { ticket } from "#core/ticket/ticket"
import { customerIdOf } from "#functions/lib/customer-id"
import { intake, record, shard } from "#test/functions/ingest/intake"
import { message } from "#test/support/message"

const done = { batchItemFailures: [] }

test("a record becomes a ticket: its customer known by the address, its time in UTC, its sender the stream", async () => {
  const { store, accept } = intake()
  expect(await accept(record(1, message("TKT-1")))).toEqual(done)
  const { customer, ...data } = message("TKT-1").data
  expect(await store.load(ticket, "TKT-1")).toEqual([
    expect.objectContaining({
      id: "intake:TKT-1.0",
      type: "TicketSubmitted",
      commitId: "intake:TKT-1",
      correlationId: `${shard}:1`,
      actor: { role: "integration", id: "ticket-intake" },
      data: {
        ...data,
        customer: { ...customer, id: customerIdOf("cora@example.com") },
        channel: "kinesis",
        submittedAt: "2026-01-02T03:04:05.000Z",
      },
    }),
  ])
})

test("the same record again changes nothing", async () => {
  const { store, accept } = intake()
  await accept(record(1, message("TKT-1")))
  const before = await store.load(ticket, "TKT-1")
  expect(await accept(record(1, message("TKT-1")), record(2, message("TKT-1", { subject: "Other" })))).toEqual(done)
  expect(await store.load(ticket, "TKT-1")).toEqual(before)
})

test("of two records with one ticket id in a batch the first counts", async () => {
  const { store, accept } = intake()
  await accept(record(1, message("TKT-1", { subject: "First" })), record(2, message("TKT-1", { subject: "Second" })))
  expect(await store.load(ticket, "TKT-1")).toEqual([
    expect.objectContaining({ data: expect.objectContaining({ subject: "First" }) }),
  ])
})

test("a clock that is ahead by a day is believed", async () => {
  const { refusals, store, accept } = intake()
  await accept(record(1, { ...message("TKT-1"), submittedAt: "2026-01-03T04:04:06+01:00" }))
  expect(refusals).toEqual([])
  expect(await store.load(ticket, "TKT-1")).toHaveLength(1)
})

test.each([
  ["another event", { eventName: "OrderPlaced", orderId: "7" }],
  ["JSON without a name", { ticketId: "TKT-1" }],
  ["a number", 7],
  ["nothing", null],
  ["a list", [message("TKT-1")]],
])("%s is left alone", async (_, raw) => {
  const { refusals, store, accept } = intake()
  expect(await accept(record(1, raw))).toEqual(done)
  expect(refusals).toEqual([])
  expect(await store.load(ticket, "TKT-1")).toEqual([])
})

test.each([
  ["text that is not JSON", "Hello", { field: "", message: "is not JSON" }],
  ["JSON that breaks off", '{"eventName":"TicketSubmitted"', { field: "", message: "is not JSON" }],
  ["an empty record", "", { field: "", message: "is not JSON" }],
  [
    "Latin-1",
    Buffer.from(JSON.stringify(message("TKT-1", { subject: "Größe" })), "latin1"),
    { message: "is not UTF-8 text" },
  ],
  ["no ticket id", { ...message("TKT-1"), ticketId: undefined }, { field: "ticketId" }],
  ["a bad ticket id", message("ticket 1"), { field: "ticketId", message: expect.stringContaining("must be TKT-") }],
  ["no data", { ...message("TKT-1"), data: undefined }, { field: "data" }],
  [
    "an unknown priority",
    { ...message("TKT-1", {}), data: { ...message("").data, priority: "ASAP" } },
    { field: "data.priority" },
  ],
  [
    "a submission more than a day ahead",
    { ...message("TKT-1"), submittedAt: "2026-01-03T03:04:06.001Z" },
    {
      field: "submittedAt",
      message: expect.stringMatching(/^is more than a day after .* 2026-01-02T03:04:06\.000Z: put/),
    },
  ],
  ["an empty subject", message("TKT-1", { subject: " " }), { field: "data.subject" }],
  ["a field too many", { ...message("TKT-1"), colour: "red" }, { field: "colour", message: "is not a known field" }],
  ["a time without a zone", { ...message("TKT-1"), submittedAt: "2026-01-02T03:04:05" }, { field: "submittedAt" }],
  ["a day that does not exist", { ...message("TKT-1"), submittedAt: "2026-02-30T03:04:05Z" }, { field: "submittedAt" }],
])("%s is refused with the reason, and the rest goes on", async (_, raw, reason) => {
  const { refusals, store, accept } = intake()
  expect(await accept(record(1, message("TKT-A")), record(2, raw), record(3, message("TKT-B")))).toEqual(done)
  expect(refusals).toEqual([
    expect.objectContaining({
      reasons: [expect.objectContaining(reason)],
      source: {
        stream: "ticket-intake",
        shard,
        sequenceNumber: "2",
        partitionKey: "key-2",
        correlationId: `${shard}:2`,
      },
    }),
  ])
  for (const ticketId of ["TKT-A", "TKT-B"]) expect(await store.load(ticket, ticketId)).toHaveLength(1)
})

test("every reason is given, and the record as it came", async () => {
  const { refusals, accept } = intake()
  const raw = { ...message("TKT-1", { product: "" }), submittedAt: "yesterday" }
  await accept(record(1, raw))
  expect(refusals[0]?.reasons.map(({ field }) => field).sort()).toEqual(["data.product", "submittedAt"])
  expect(refusals[0]?.body).toBe(JSON.stringify(raw))
})

test("a byte order mark does no harm", async () => {
  const { store, accept } = intake()
  await accept(record(1, `\uFEFF${JSON.stringify(message("TKT-1"))}`))
  expect(await store.load(ticket, "TKT-1")).toHaveLength(1)
})
