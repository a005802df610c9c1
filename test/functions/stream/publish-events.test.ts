import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge"
import { expect, test } from "vitest"
import { decodePublished } from "#core/engine/decode"
import type { NewCommit } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import type { Refusal, Refuse } from "#functions/messaging/dead-letter"
import { type Bus, publishEvents } from "#functions/stream/publish-events"
import { PublishedEvent } from "#schemas/recorded"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"
import { assigned, submitted } from "#test/support/recorded"
import { itemOf, streamRecord, unreadableItemOf } from "#test/support/stream-record"

const commit = (expected: number, ...facts: Fact[]): NewCommit => ({
  id: "TKT-1",
  expected,
  facts,
  commitId: `commit-${expected + 1}`,
  at: "2026-01-02T03:04:05.000Z",
  actor: agent,
  correlationId: "corr-1",
  causationId: "cause.0",
})
const note = (text: string): Fact => ({ type: "NoteAdded", data: { text } })
const inserted = (place: number, ...facts: Fact[]) => streamRecord(`${place}00`, itemOf(commit(place, ...facts)))

/** What the bus answers to one call: for each entry whether it takes it, or a failure of the whole call. */
type Answer = (entries: PutEventsRequestEntry[]) => boolean[]

const all: Answer = (entries) => entries.map(() => true)
const none: Answer = (entries) => entries.map(() => false)
const down: Answer = () => {
  throw new Error("connect ECONNREFUSED")
}

/** A bus that answers its calls as told, the last way for ever, and keeps what it took. */
const fakeBus = (...answers: Answer[]) => {
  const refused: Refusal[] = []
  const calls: PutEventsRequestEntry[][] = []
  const taken: PutEventsRequestEntry[] = []
  const waited: number[] = []
  const bus: Bus = {
    name: () => "ledgerdesk",
    pause: async (attempt) => {
      waited.push(attempt)
    },
    put: async (entries) => {
      const answer = answers[calls.length] ?? answers.at(-1) ?? all
      calls.push(entries)
      const takes = answer(entries)
      taken.push(...entries.filter((_, index) => takes[index]))
      return {
        FailedEntryCount: takes.filter((took) => !took).length,
        Entries: takes.map((took, n) => (took ? { EventId: `${n}` } : { ErrorCode: "InternalFailure" })),
      }
    },
  }
  const refuse: Refuse = async (refusal) => {
    refused.push(refusal)
  }
  return { calls, taken, waited, refused, bus, publish: publishEvents(bus, refuse) }
}

const texts = (entries: PutEventsRequestEntry[]) =>
  entries
    .map(({ Detail = "" }) => decodePublished(ticket, PublishedEvent.parse(JSON.parse(Detail))))
    .map(({ version }) => version)

test("every event of a commit goes out with its type, time, ticket and the whole recorded event", async () => {
  const { taken, publish } = fakeBus(all)
  expect(await publish({ Records: [inserted(0, submitted, assigned)] })).toEqual({ batchItemFailures: [] })
  expect(taken.map(({ Detail: _, ...entry }) => entry)).toEqual([
    {
      EventBusName: "ledgerdesk",
      Source: "ledgerdesk",
      DetailType: "TicketSubmitted",
      Time: new Date("2026-01-02T03:04:05.000Z"),
      Resources: ["TKT-1"],
    },
    expect.objectContaining({ DetailType: "TicketAssigned" }),
  ])
  expect(JSON.parse(taken[1]?.Detail ?? "")).toEqual({
    ...assigned,
    id: "commit-1.1",
    v: 1,
    stream: { category: "ticket", id: "TKT-1" },
    ticketId: "TKT-1",
    version: 2,
    commitId: "commit-1",
    at: "2026-01-02T03:04:05.000Z",
    actor: agent,
    correlationId: "corr-1",
    causationId: "cause.0",
  })
})

test("at most ten entries go in one call, in order", async () => {
  const { calls, publish } = fakeBus(all)
  await publish({ Records: Array.from({ length: 23 }, (_, place) => inserted(place, note("a"))) })
  expect(calls.map(({ length }) => length)).toEqual([10, 10, 3])
  expect(texts(calls.flat())).toEqual(Array.from({ length: 23 }, (_, place) => place + 1))
})

test("at most 256 KB go in one call", async () => {
  const { calls, publish } = fakeBus(all)
  await publish({ Records: Array.from({ length: 10 }, (_, place) => inserted(place, note("€".repeat(10_000)))) })
  expect(calls.map(({ length }) => length)).toEqual([8, 2])
})

test("changes, removals and snapshots are not published", async () => {
  const { calls, publish } = fakeBus(all)
  const item = itemOf(commit(0, submitted))
  const Records = [
    streamRecord("100", item, "MODIFY"),
    streamRecord("200", item, "REMOVE"),
    streamRecord("300", { pk: "TICKET#TKT-1", sk: 9e15, snapshot: {} }),
  ]
  expect(await publish({ Records })).toEqual({ batchItemFailures: [] })
  expect(calls).toEqual([])
})

test("only the entries that the bus did not take are sent again", async () => {
  const odd: Answer = (entries) => entries.map((_, index) => index % 2 === 1)
  const { calls, waited, publish } = fakeBus(odd, all)
  const Records = [0, 1, 2, 3].map((place) => inserted(place, note("a")))
  expect(await publish({ Records })).toEqual({ batchItemFailures: [] })
  expect(calls.map(texts)).toEqual([
    [1, 2, 3, 4],
    [1, 3],
  ])
  expect(waited).toEqual([1])
})

test("a call that fails is tried again", async () => {
  const { taken, publish } = fakeBus(down, down, all)
  expect(await publish({ Records: [inserted(0, submitted)] })).toEqual({ batchItemFailures: [] })
  expect(texts(taken)).toEqual([1])
})

test("when entries are refused for good, delivery goes on from the first of their records", async () => {
  const notThird: Answer = (entries) => entries.map(({ Detail = "" }) => !Detail.includes("third"))
  const { taken, publish } = fakeBus(notThird)
  const Records = ["first", "second", "third", "fourth"].map((text, place) => inserted(place, note(text)))
  expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "200" }] })
  expect(texts(taken)).toEqual([1, 2, 4])
})

test("after a batch that failed nothing more is sent", async () => {
  const { calls, publish } = fakeBus(all, none)
  const Records = Array.from({ length: 25 }, (_, place) => inserted(place, note("a")))
  expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "1000" }] })
  expect(texts(calls.flat()).filter((version) => version > 20)).toEqual([])
})

test("a bus that is down loses nothing", async () => {
  const { waited, publish } = fakeBus(down)
  const Records = [inserted(0, submitted), inserted(1, note("a"))]
  expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "000" }] })
  expect(waited).toEqual([1, 2, 3])
})

const unreadable = (place: number) => streamRecord(`${place}00`, unreadableItemOf(commit(place, note("b"))))

test("a record that cannot be read goes to the dead-letter queue with its reason and place, and holds up nobody", async () => {
  const { taken, refused, publish } = fakeBus(all)
  const Records = [inserted(0, submitted), unreadable(1), inserted(2, note("b"))]
  expect(await publish({ Records })).toEqual({ batchItemFailures: [] })
  expect(texts(taken)).toEqual([1, 3])
  expect(refused).toEqual([
    {
      reasons: [{ field: "", message: "TKT-1 version 2 cannot be read: Unknown event type Eaten" }],
      source: { table: "events", sequenceNumber: "100", pk: "TICKET#TKT-1", sk: "2" },
    },
  ])
})

test("an item that is no ticket's is refused too", async () => {
  const { refused, publish } = fakeBus(all)
  const Records = [streamRecord("100", { ...itemOf(commit(0, submitted)), pk: "LEDGER#1" })]
  expect(await publish({ Records })).toEqual({ batchItemFailures: [] })
  expect(refused).toMatchObject([{ source: { pk: "LEDGER#1", sk: "1" } }])
})

test("what the bus holds up is not refused before its time", async () => {
  const { refused, publish } = fakeBus(none)
  expect(await publish({ Records: [inserted(0, submitted), unreadable(1)] })).toEqual({
    batchItemFailures: [{ itemIdentifier: "000" }],
  })
  expect(refused).toEqual([])
})

test("a dead-letter queue that is down loses nothing", async () => {
  const { bus } = fakeBus(all)
  const publish = publishEvents(bus, () => Promise.reject(new Error("down")))
  expect(await publish({ Records: [inserted(0, submitted), unreadable(1), inserted(2, note("b"))] })).toEqual({
    batchItemFailures: [{ itemIdentifier: "100" }],
  })
})
