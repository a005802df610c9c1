import { setImmediate as turn } from "node:timers/promises"
import { PutRecordBatchCommand, type PutRecordBatchOutput } from "@aws-sdk/client-firehose"
import { firehose } from "#functions/aws/firehose"
import { pause } from "#functions/lib/pause"
import { batches, type Limit } from "#functions/messaging/batches"

/** One PutRecordBatch call, and a wait between attempts, which count from 1. */
export type Delivery = {
  put: (stream: string, records: string[]) => Promise<Pick<PutRecordBatchOutput, "RequestResponses">>
  pause: (attempt: number) => Promise<void>
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html */
const limit: Limit = { count: 500, bytes: 4 * 1024 * 1024 }

const attempts = 4

/** Puts once and returns what the stream did not take. */
const put = async ({ put: call }: Delivery, stream: string, records: string[]): Promise<string[]> => {
  const { RequestResponses = [] } = await call(stream, records)
  return records.filter((_, index) => RequestResponses[index]?.RecordId === undefined)
}

const putAll = async (delivery: Delivery, stream: string, records: string[]): Promise<void> => {
  let left = records
  for (let attempt = 1; attempt <= attempts; attempt++) {
    left = await put(delivery, stream, left)
    if (left.length === 0) return
    if (attempt < attempts) await delivery.pause(attempt)
  }
  throw new Error(`Firehose ${stream} did not take ${left.length} of ${records.length} records in ${attempts} attempts`)
}

/**
 * Sends rows to a Firehose stream, one line of JSON each. Entries that Firehose refuses are sent again; throws where some
 * remain, so that the queue delivers the event again. A row may arrive twice, which the merge evens out.
 */
export const delivering =
  (delivery: Delivery) =>
  async (stream: string, rows: readonly object[]): Promise<void> => {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`)
    for (const batch of batches(lines, limit, (line) => Buffer.byteLength(line))) await putAll(delivery, stream, batch)
  }

type Deliver = ReturnType<typeof delivering>

/**
 * The same, but what is sent to a stream within one turn of the event loop goes out together: a queue's batch is handled
 * record by record, and would otherwise cost a call each. Where something of it is left, all of them throw.
 */
export const together = (deliver: Deliver): Deliver => {
  const leaving = new Map<string, { rows: object[]; sent: Promise<void> }>()
  const leave = async (stream: string, rows: readonly object[]) => {
    await turn()
    leaving.delete(stream)
    await deliver(stream, rows)
  }
  return (stream, more) => {
    const found = leaving.get(stream)
    const rows = found?.rows ?? []
    rows.push(...more)
    if (found) return found.sent
    const sent = leave(stream, rows)
    leaving.set(stream, { rows, sent })
    return sent
  }
}

export const deliver = together(
  delivering({
    put: (DeliveryStreamName, records) =>
      firehose.send(
        new PutRecordBatchCommand({
          DeliveryStreamName,
          Records: records.map((line) => ({ Data: Buffer.from(line) })),
        }),
      ),
    pause,
  }),
)
