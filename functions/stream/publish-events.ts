import { PutEventsCommand, type PutEventsRequestEntry, type PutEventsResponse } from "@aws-sdk/client-eventbridge"
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { batches, type Limit } from "#functions/lib/batches"
import { fromStreamImage } from "#functions/lib/commit-item"
import { env } from "#functions/lib/env"
import { eventbridge } from "#functions/lib/eventbridge"
import { failure, log, traced } from "#functions/lib/log"
import { pause } from "#functions/lib/pause"
import type { Recorded } from "#schemas/recorded"

type Entry = PutEventsRequestEntry
type Outgoing = { event: Recorded; entry: Entry; sequenceNumber: string }

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
  Resources: [event.ticketId],
  Detail: JSON.stringify(event),
})

const sequenceNumberOf = ({ dynamodb }: DynamoDBRecord): string => dynamodb?.SequenceNumber ?? ""

const outgoing = (record: DynamoDBRecord, bus: string): Outgoing[] => {
  const image = record.eventName === "INSERT" ? record.dynamodb?.NewImage : undefined
  const sequenceNumber = sequenceNumberOf(record)
  return image ? fromStreamImage(image).map((event) => ({ event, entry: toEntry(event, bus), sequenceNumber })) : []
}

/** Everything up to the first record that cannot be read, and that record. */
const readable = (records: readonly DynamoDBRecord[], bus: string) => {
  const ready: Outgoing[] = []
  for (const record of records)
    try {
      ready.push(...outgoing(record, bus))
    } catch (error) {
      log.error("stream record cannot be read", { sequenceNumber: sequenceNumberOf(record), ...failure(error) })
      return { ready, unreadable: sequenceNumberOf(record) }
    }
  return { ready, unreadable: undefined }
}

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

/** Publishes in order; returns the sequence number of the first record that did not get through. */
const publish = async (bus: Bus, ready: Outgoing[]): Promise<string | undefined> => {
  for (const batch of batches(ready, limit, bytesOf)) {
    const left = await sendAll(bus, batch)
    for (const each of batch) if (!left.includes(each)) log.info("published", traced(each.event))
    if (left[0]) return left[0].sequenceNumber
  }
  return undefined
}

/**
 * The event table's stream → the bus. On a failure the answer names the first record that did not get through: Lambda
 * delivers from there on again, so nothing is lost and some events may come twice.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const publishEvents =
  (bus: Bus) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const { ready, unreadable } = readable(Records, bus.name())
    const failed = (await publish(bus, ready)) ?? unreadable
    log.info("published a batch", { events: ready.length, complete: failed === undefined })
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] }
  }

export const handler = publishEvents({
  name: () => env("BUS_NAME"),
  put: (Entries) => eventbridge.send(new PutEventsCommand({ Entries })),
  pause,
})
