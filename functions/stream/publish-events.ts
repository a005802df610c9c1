import { PutEventsCommand, type PutEventsRequestEntry, type PutEventsResponse } from "@aws-sdk/client-eventbridge"
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { eventbridge } from "#functions/aws/eventbridge"
import { env } from "#functions/lib/env"
import { failure, log, traced, tracedFailure } from "#functions/lib/log"
import { pause } from "#functions/lib/pause"
import { batches, type Limit } from "#functions/messaging/batches"
import { type Refusal, type Refuse, type Refused, refuseBefore, refusing } from "#functions/messaging/dead-letter"
import { commitImage, commitKeys, fromAnyItem } from "#functions/store/commit-item"
import { published, type Recorded } from "#schemas/recorded"

type Entry = PutEventsRequestEntry
/** `place` is that of its record in the batch. */
type Outgoing = { event: Recorded; entry: Entry; place: number }

/** What the publisher needs from the outside: one PutEvents call, and a wait between attempts, which count from 1. */
export type Bus = {
  name: () => string
  put: (entries: Entry[]) => Promise<PutEventsResponse>
  pause: (attempt: number) => Promise<void>
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const limit: Limit = { count: 10, bytes: 256 * 1024 }

const attempts = 4

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size: 14 bytes for the time. */
const bytesOf = ({ entry: { Source = "", DetailType = "", Detail = "", Resources = [] } }: Outgoing): number =>
  14 + Buffer.byteLength([Source, DetailType, Detail, ...Resources].join(""))

const toEntry = (event: Recorded, bus: string): Entry => ({
  EventBusName: bus,
  Source: "ledgerdesk",
  DetailType: event.type,
  Time: new Date(event.at),
  Resources: [event.stream.id],
  Detail: JSON.stringify(published(event)),
})

/** A record at its place in the batch: its events, or why they cannot be read, and where they lie. */
type Commit = { place: number; sequenceNumber: string; events: Recorded[]; refusal?: Refusal }

/** A record of the table's stream names its item; the event table keeps it, so the letter need not. */
const refusalOf = (sequenceNumber: string, keys: unknown, unreadable: unknown): Refusal => ({
  reasons: [{ field: "", message: failure(unreadable).reason }],
  source: { table: "events", sequenceNumber, ...commitKeys(keys) },
})

/** Anything but a new commit has no events: a snapshot, a change, a removal. */
const commitIn = ({ eventName, dynamodb }: DynamoDBRecord, place: number): Commit => {
  const { SequenceNumber: sequenceNumber = "", NewImage, Keys } = dynamodb ?? {}
  const commit = { place, sequenceNumber, events: [] }
  if (eventName !== "INSERT" || !NewImage) return commit
  try {
    const image = commitImage(NewImage)
    return { ...commit, events: image ? fromAnyItem(image.item) : [] }
  } catch (unreadable) {
    log.error("not published", { sequenceNumber, ...tracedFailure(unreadable) })
    return { ...commit, refusal: refusalOf(sequenceNumber, Keys, unreadable) }
  }
}

const refusals = (commits: readonly Commit[]): Refused[] =>
  commits.flatMap(({ place, refusal }) => (refusal ? [{ place, refusal }] : []))

const outgoing = (commits: readonly Commit[], bus: string): Outgoing[] =>
  commits.flatMap(({ events, place }) => events.map((event) => ({ event, entry: toEntry(event, bus), place })))

/** Sends once and returns what the bus did not take. A call that fails took nothing. */
const send = async (bus: Bus, batch: Outgoing[]): Promise<Outgoing[]> => {
  try {
    const { Entries = [] } = await bus.put(batch.map(({ entry }) => entry))
    return batch.filter((_, index) => Entries[index]?.EventId === undefined)
  } catch (error) {
    log.warn("the bus took nothing", { entries: batch.length, ...failure(error) })
    return batch
  }
}

/** Sends until everything is taken or the attempts are used up; returns what is left. */
const sendAll = async (bus: Bus, batch: Outgoing[]): Promise<Outgoing[]> => {
  let left = batch
  for (let attempt = 1; attempt <= attempts; attempt++) {
    left = await send(bus, left)
    if (left.length === 0) return left
    if (attempt < attempts) await bus.pause(attempt)
  }
  return left
}

const tell = (batch: readonly Outgoing[], left: readonly Outgoing[]): void => {
  for (const each of batch)
    if (left.includes(each)) log.error("not published", traced(each.event))
    else log.info("published", traced(each.event))
}

/** Publishes in order; returns the place of the first record that did not get through, or `end`. */
const publish = async (bus: Bus, ready: Outgoing[], end: number): Promise<number> => {
  for (const batch of batches(ready, limit, bytesOf)) {
    const left = await sendAll(bus, batch)
    tell(batch, left)
    if (left[0]) return left[0].place
  }
  return end
}

/**
 * The event table's stream → the bus. A record that cannot be read goes to the dead-letter queue with the reason and
 * holds up nobody. Where the bus fails, the answer names the first record that did not get through: Lambda delivers
 * from there on again, so nothing is lost and some events may come twice.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const publishEvents =
  (bus: Bus, refuse: Refuse) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const commits = Records.map(commitIn)
    const ready = outgoing(commits, bus.name())
    const refused = refusals(commits)
    const end = await refuseBefore(await publish(bus, ready, commits.length), refused, refuse)
    const again = commits[end]
    log.info("published a batch", { events: ready.length, unreadable: refused.length, complete: again === undefined })
    return { batchItemFailures: again ? [{ itemIdentifier: again.sequenceNumber }] : [] }
  }

const bus: Bus = {
  name: () => env("BUS_NAME"),
  put: (Entries) => eventbridge.send(new PutEventsCommand({ Entries })),
  pause,
}

export const handler = publishEvents(
  bus,
  refusing(() => env("EVENTS_DLQ_URL")),
)
