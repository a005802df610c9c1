import { type FunctionName, functions } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { hasDeadLetters } from "#functions/spec"
import { failedItems } from "#local/event-sources/batch-answer"
import { type Redriven, redriveEach, redriveToQueue } from "#local/event-sources/dead-letters"
import { kinesisStream } from "#local/event-sources/kinesis-stream"
import { OnFailureRecord } from "#local/event-sources/on-failure"
import { deadLetterQueue, type QueueUrl, type SourceClients } from "#local/event-sources/source"
import type { Cursor, Page, Stream, StreamRecord } from "#local/event-sources/stream"
import { tableStream } from "#local/event-sources/table-stream"
import { tables } from "#schemas/tables"

/** Redriving works through AWS APIs alone, so that a command line can do it too. `invoke` rejects where the function fails. */
export type RedriveOptions = {
  clients: SourceClients
  queueUrl: QueueUrl
  invoke: (name: FunctionName, event: unknown) => Promise<unknown>
}

type Reader = { name: FunctionName; on: FunctionSpec["on"] }
type Batch = { shardId: string; startSequenceNumber: string; endSequenceNumber: string }

/** A Kinesis stream's ARN ends in `stream/<name>`. */
const nameIn = ({ streamArn }: { streamArn: string }) => streamArn.slice(streamArn.lastIndexOf("/") + 1)

const trimmed = ({ shardId, startSequenceNumber }: Batch) =>
  new Error(
    `The records at ${startSequenceNumber} in ${shardId} are no longer in the stream, which keeps them for its retention period only`,
  )

/** Reads that may find nothing before we believe that nothing comes. */
const emptyReads = 20

/** The records of a failed batch, read again. Throws where the stream no longer has them. */
const readBatch = async (stream: Stream, batch: Batch): Promise<StreamRecord[]> => {
  const end = BigInt(batch.endSequenceNumber)
  const found: StreamRecord[] = []
  const reached = () => BigInt(found.at(-1)?.sequenceNumber ?? -1) >= end
  let cursor: Cursor | undefined
  cursor = await stream.open(batch.shardId, { from: "at", sequenceNumber: batch.startSequenceNumber })
  for (let empty = 0; cursor && !reached() && empty < emptyReads; ) {
    const page: Page = await stream.read(cursor, 1_000)
    if (page.records.length === 0) empty += 1
    found.push(...page.records)
    cursor = page.next
  }
  const records = found.filter(({ sequenceNumber }) => BigInt(sequenceNumber) <= end)
  if (records[0]?.sequenceNumber !== batch.startSequenceNumber) throw trimmed(batch)
  return records
}

/** The batch that a letter tells of, and the stream it is in. */
const batchOf = ({ clients }: RedriveOptions, { name, on }: Reader, body: string) => {
  const { KinesisBatchInfo, DDBStreamBatchInfo } = OnFailureRecord.parse(JSON.parse(body))
  if (on.kind === "kinesis" && KinesisBatchInfo)
    return { batch: KinesisBatchInfo, stream: kinesisStream(clients.kinesis, nameIn(KinesisBatchInfo), name) }
  if (on.kind === "table" && DDBStreamBatchInfo) {
    const stream = tableStream(clients.streams, tables[on.table], DDBStreamBatchInfo.streamArn)
    return { batch: DDBStreamBatchInfo, stream }
  }
  throw new Error(`The letter does not tell of a batch of ${name}'s stream`)
}

/** Hands the records of each letter to the function again. */
const redriveFromStream = (options: RedriveOptions, reader: Reader, url: string): Promise<Redriven> =>
  redriveEach({ sqs: options.clients.sqs, url }, async ({ Body = "" }) => {
    const { batch, stream } = batchOf(options, reader, Body)
    const records = await readBatch(stream, batch)
    const answer = await options.invoke(reader.name, { Records: records.map(({ envelope }) => envelope) })
    const failed = failedItems(
      answer,
      records.map(({ sequenceNumber }) => sequenceNumber),
    )
    if (failed.size > 0) throw new Error(`${reader.name} failed again: mend it first, then redrive`)
  })

/** The function whose dead letters a queue holds: `notify-team-dlq` and `notify-team` are both notify-team's. */
export const functionOfQueue = (queue: string): FunctionName => {
  const wanted = queue.replace(/-dlq$/, "")
  const withLetters = [...functions].filter(([, spec]) => hasDeadLetters(spec))
  const found = withLetters.find(([name]) => name === wanted)
  if (found) return found[0]
  const known = withLetters.map(([name]) => deadLetterQueue(name)).join(", ")
  throw new Error(`No function has the dead-letter queue ${queue}; there are ${known}`)
}

/**
 * Gives a function its dead letters again: a consumer's go back to its queue; for a function that reads a stream the
 * records are read again and it is invoked with them. Answers how many letters were redriven, and why others were left.
 */
export const redrive = async (options: RedriveOptions, name: FunctionName): Promise<Redriven> => {
  const { clients, queueUrl } = options
  const on = functions.get(name)?.on
  const url = await queueUrl(deadLetterQueue(name))
  if (on?.kind === "bus") return redriveToQueue({ sqs: clients.sqs, url }, await queueUrl(name))
  if (on?.kind === "kinesis" || on?.kind === "table") return redriveFromStream(options, { name, on }, url)
  throw new Error(`${name} has no dead letters: it reads neither a queue nor a stream`)
}
