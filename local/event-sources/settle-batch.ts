import type { FunctionName } from "#functions/manifest"
import type { StreamReading } from "#functions/triggers"
import type { Clock } from "#local/clock"
import { backoff } from "#local/event-sources/backoff"
import { failedItems } from "#local/event-sources/batch-answer"
import type { Discarded } from "#local/event-sources/on-failure"
import type { Stream, StreamRecord } from "#local/event-sources/stream"
import type { FailureLog } from "#local/failure-log"
import type { Lambda } from "#local/lambda/lambda"

/** How batches of one shard reach their function. */
export type Delivery = {
  name: FunctionName
  read: StreamReading
  stream: Pick<Stream, "arn" | "batchInfo">
  shardId: string
  lambda: Lambda
  clock: Clock
  signal: AbortSignal
  failed: FailureLog
  /** Called as soon as records need no further delivery. */
  settled: (records: readonly StreamRecord[]) => void
  /** Stores a dead letter. False where the signal aborted before it was stored. */
  discard: (discarded: Discarded) => Promise<boolean>
}

/** A batch or what bisecting left of it. `tries` counts the failed attempts that came after the last bisection. */
type Piece = { records: readonly StreamRecord[]; tries: number; invokes: number; pauseMs: number }

/** How many records from the front are done, and why the next one is not. */
type Outcome = { done: number; error?: unknown }

class PartialFailure extends Error {
  constructor(failed: number) {
    super(`${failed} failed by the function's own answer`)
    this.name = "PartialFailure"
  }
}

const invoke = async ({ lambda, name }: Delivery, records: readonly StreamRecord[]): Promise<Outcome> => {
  try {
    const answer = await lambda.invoke(name, { Records: records.map(({ envelope }) => envelope) })
    const failed = failedItems(
      answer,
      records.map(({ sequenceNumber }) => sequenceNumber),
    )
    const first = records.findIndex(({ sequenceNumber }) => failed.has(sequenceNumber))
    return first === -1 ? { done: records.length } : { done: first, error: new PartialFailure(failed.size) }
  } catch (error) {
    return { done: 0, error }
  }
}

const give = async (delivery: Delivery, piece: Piece, why: Pick<Discarded, "condition" | "threw">) => {
  const { name, stream, shardId, clock, discard, settled } = delivery
  const { records, invokes } = piece
  if (await discard({ name, stream, shardId, records, invokes, now: clock.now(), ...why })) settled(records)
}

/** Takes the records that are too old out of a piece and gives up on them. */
const withoutOld = async (delivery: Delivery, piece: Piece): Promise<Piece> => {
  const oldest = delivery.clock.now() - delivery.read.maxAgeSeconds * 1000
  const old = piece.records.filter(({ arrivedAt }) => arrivedAt < oldest)
  if (old.length === 0) return piece
  await give(delivery, { ...piece, records: old }, { condition: "RecordAgeExceeded", threw: false })
  return { ...piece, records: piece.records.filter(({ arrivedAt }) => arrivedAt >= oldest) }
}

const halves = ({ records, invokes }: Piece): Piece[] => {
  const middle = Math.ceil(records.length / 2)
  const half = { tries: 0, invokes, pauseMs: backoff(1) }
  return [
    { ...half, records: records.slice(0, middle) },
    { ...half, records: records.slice(middle), pauseMs: 0 },
  ]
}

/** What is still to be delivered after `piece` failed. */
const afterFailure = async (delivery: Delivery, piece: Piece, { done, error }: Outcome): Promise<Piece[]> => {
  const rest: Piece = { ...piece, records: piece.records.slice(done), invokes: piece.invokes + 1 }
  if (done > 0) return [{ ...rest, tries: 0, pauseMs: backoff(1) }]
  if (rest.records.length > 1) return halves(rest)
  const tries = piece.tries + 1
  if (tries <= delivery.read.retries) return [{ ...rest, tries, pauseMs: backoff(tries) }]
  const threw = !(error instanceof PartialFailure)
  await give(delivery, rest, { condition: "RetryAttemptsExhausted", threw })
  return []
}

const attempt = async (delivery: Delivery, piece: Piece): Promise<Piece[]> => {
  const { clock, signal, shardId, name, failed, settled } = delivery
  if (piece.pauseMs > 0) await clock.pause(piece.pauseMs, signal)
  if (signal.aborted) return []
  const fresh = await withoutOld(delivery, piece)
  if (fresh.records.length === 0 || signal.aborted) return []
  const outcome = await invoke(delivery, fresh.records)
  settled(fresh.records.slice(0, outcome.done))
  if (outcome.done === fresh.records.length) return []
  const what = `batch of ${fresh.records.length} from ${shardId} at ${fresh.records[0]?.sequenceNumber}`
  failed({ source: name, what, error: outcome.error })
  return afterFailure(delivery, fresh, outcome)
}

/**
 * Delivers one batch until every record is handled or in the dead-letter queue, or the signal aborts.
 * Failures are treated as by a Lambda event source mapping with ReportBatchItemFailures and BisectBatchOnFunctionError:
 * a partial answer settles what stands before its lowest failed record and goes on from there; any other failure
 * halves the batch, which costs no retry; a single record is retried with growing pauses, then discarded. So is a
 * record over the maximum age.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export const settleBatch = async (delivery: Delivery, records: readonly StreamRecord[]): Promise<void> => {
  const pieces: Piece[] = [{ records, tries: 0, invokes: 0, pauseMs: 0 }]
  for (let piece = pieces.shift(); piece; piece = pieces.shift()) pieces.unshift(...(await attempt(delivery, piece)))
}
