import type { KinesisStreamRecord } from "aws-lambda"
import type { EventStore } from "#core/engine/event-store"
import { acceptRecords } from "#functions/ingest/accept-records"
import type { Refusal } from "#functions/messaging/dead-letter"
import { memoryStore } from "#test/support/memory-store"

export const shard = "shardId-000000000001"

/** A record as Lambda reads it from the stream. Bytes and text go as they are, everything else as JSON. */
export const record = (place: number, data: unknown): KinesisStreamRecord => ({
  awsRegion: "us-east-1",
  eventID: `${shard}:${place}`,
  eventName: "aws:kinesis:record",
  eventSource: "aws:kinesis",
  eventSourceARN: "arn:aws:kinesis:us-east-1:000000000000:stream/ticket-intake",
  eventVersion: "1.0",
  invokeIdentityArn: "arn:aws:iam::000000000000:role/accept-records",
  kinesis: {
    kinesisSchemaVersion: "1.0",
    partitionKey: `key-${place}`,
    sequenceNumber: `${place}`,
    approximateArrivalTimestamp: Date.UTC(2026, 0, 2, 3, 4, 6) / 1000,
    data: (Buffer.isBuffer(data) ? data : Buffer.from(typeof data === "string" ? data : JSON.stringify(data))).toString(
      "base64",
    ),
  },
})

const pause = () => Promise.resolve()

/** The handler on a store of its own; `broken.queue` is a dead-letter queue that is down. */
export const intake = (store: EventStore = memoryStore(), broken: { queue?: boolean } = {}) => {
  const refusals: Refusal[] = []
  const refuse = async (refusal: Refusal) => {
    if (broken.queue) throw new Error("The queue is down")
    refusals.push(refusal)
  }
  const accept = acceptRecords({ store, pause }, refuse)
  return { store, refusals, accept: (...Records: KinesisStreamRecord[]) => accept({ Records }) }
}
