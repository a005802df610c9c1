import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from "aws-lambda"
import type { Desk } from "#core/engine/execute"
import { type Read, readRecord } from "#functions/ingest/read-message"
import { refuse } from "#functions/ingest/refuse"
import { submitMessage } from "#functions/ingest/submit-message"
import { concurrently } from "#functions/lib/concurrently"
import { log } from "#functions/lib/log"
import { type Refuse, type Refused, refuseBefore } from "#functions/messaging/dead-letter"
import { desk } from "#functions/store/desk"

/** Tickets that are submitted at the same time. */
const atOnce = 16

/** A record with its place in the batch. */
type Arrival = { place: number; record: KinesisStreamRecord; text: string; read: Read }

const arrival = (record: KinesisStreamRecord, place: number): Arrival => {
  const bytes = Buffer.from(record.kinesis.data, "base64")
  const receivedAt = record.kinesis.approximateArrivalTimestamp * 1000
  return { place, record, text: bytes.toString("utf8"), read: readRecord(bytes, receivedAt) }
}

const streamOf = ({ eventSourceARN }: KinesisStreamRecord): string => eventSourceARN.split("/").at(-1) ?? eventSourceARN

/** Where the record lies, for whoever looks into the dead-letter queue. */
const sourceOf = (record: KinesisStreamRecord) => ({
  stream: streamOf(record),
  shard: record.eventID.split(":")[0] ?? record.eventID,
  sequenceNumber: record.kinesis.sequenceNumber,
  partitionKey: record.kinesis.partitionKey,
  correlationId: record.eventID,
})

/** Submits one ticket's records in order; returns the place of the first that failed. */
const submitAll = async (on: Desk, arrivals: readonly Arrival[]): Promise<number | undefined> => {
  for (const { read, record, place } of arrivals) {
    if (read.kind !== "ticket") continue
    try {
      await submitMessage(on, read.message, { channel: "kinesis", sender: streamOf(record), record: record.eventID })
    } catch {
      // Logged there; the answer names the record to deliver again.
      return place
    }
  }
  return undefined
}

/** The place of the first record that failed, or the end. */
const submitted = async (on: Desk, arrivals: readonly Arrival[]): Promise<number> => {
  let first = arrivals.length
  const tickets = Map.groupBy(arrivals, ({ read, place }) => (read.kind === "ticket" ? read.message.ticketId : place))
  await concurrently(atOnce, [...tickets.values()], async (ticket) => {
    const failed = await submitAll(on, ticket)
    if (failed !== undefined) first = Math.min(first, failed)
  })
  return first
}

const refusals = (arrivals: readonly Arrival[]): Refused[] =>
  arrivals.flatMap(({ read, record, text, place }) =>
    read.kind === "malformed"
      ? [{ place, refusal: { reasons: read.reasons, source: sourceOf(record), body: text } }]
      : [],
  )

const count = (arrivals: readonly Arrival[], kind: Read["kind"]) =>
  arrivals.filter(({ read }) => read.kind === kind).length

/**
 * Kinesis → submit-ticket. A malformed ticket goes to the dead-letter queue with the reasons and holds up nobody; what
 * is not a ticket is counted and left alone. Where we failed ourselves, the answer names the first record to deliver
 * again: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const acceptRecords =
  (on: Desk, to: Refuse) =>
  async ({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
    const arrivals = Records.map(arrival)
    const end = await refuseBefore(await submitted(on, arrivals), refusals(arrivals), to)
    const [tickets, malformed, ignored] = (["ticket", "malformed", "other"] as const).map((kind) =>
      count(arrivals, kind),
    )
    log.info("accepted", { tickets, malformed, ignored, complete: end === Records.length })
    const again = Records[end]
    return { batchItemFailures: again ? [{ itemIdentifier: again.kinesis.sequenceNumber }] : [] }
  }

export const handler = acceptRecords(desk, refuse)
