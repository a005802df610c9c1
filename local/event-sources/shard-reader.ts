import { backoff } from "#local/event-sources/backoff"
import { bell } from "#local/event-sources/bell"
import type { ShardCheckpoint } from "#local/event-sources/checkpoints"
import { type Lanes, lanes } from "#local/event-sources/lanes"
import type { Nudge } from "#local/event-sources/nudge"
import { type Delivery, settleBatch } from "#local/event-sources/settle-batch"
import { type ShardWindow, shardWindow } from "#local/event-sources/shard-window"
import { type Cursor, errorName, type Position, type Stream } from "#local/event-sources/stream"

/** Pause after every read, so that what is written in a burst comes as one batch: each costs the same few requests. */
const gapMs = 50
/** Longest pause between two reads of a shard that has nothing new: with somebody who rings, and without. */
const idleMs = { nudged: 500, alone: 90 }

export type ShardReader = {
  /** Resolves when the shard was handled to its end, or after the signal aborted and the running batches finished. */
  finished: Promise<void>
  /** Age of the oldest record that is not handled, or the time since the shard could last be read, in milliseconds. */
  ageMs: () => number
}

export type ShardReaderOptions = Omit<Delivery, "settled" | "stream"> & {
  stream: Stream
  checkpoint: ShardCheckpoint
  news?: Nudge | undefined
}

/** Where reading stands. No cursor: one must be opened after `last`. */
type Place = { cursor: Cursor | undefined; last: Position; readAt: number; failures: number }

const after = (sequenceNumber: string | undefined): Position =>
  sequenceNumber === undefined ? { from: "start" } : { from: "after", sequenceNumber }

/** The batches of the shard: what is settled moves the checkpoint, and lets reading go on. */
const lanesOf = (options: ShardReaderOptions, window: ShardWindow, ring: () => void): Lanes => {
  const { read, clock, signal, failed, name } = options
  const settled: Delivery["settled"] = (records) => {
    window.settle(records)
    ring()
  }
  const settle: Parameters<typeof lanes>[0]["settle"] = (batch) =>
    settleBatch({ ...options, settled }, batch).catch((error: unknown) =>
      failed({ source: name, what: "checkpoint", error }),
    )
  return lanes({ ...read, windowMs: read.windowSeconds * 1000, clock, signal, settle })
}

/** What a failed read means for the next: an expired cursor is opened again, a trimmed place moves to the start. */
const recover = async ({ clock, signal, failed, name, shardId }: ShardReaderOptions, place: Place, error: unknown) => {
  place.cursor = undefined
  if (signal.aborted || errorName(error) === "ExpiredIteratorException") return
  if (errorName(error) === "TrimmedDataAccessException") place.last = { from: "start" }
  place.failures += 1
  failed({ source: name, what: `reading ${shardId}`, error })
  await clock.pause(backoff(place.failures), signal)
}

/** Reads one page into the window and the lanes. False at the end of the shard. */
const readPage = async (options: ShardReaderOptions, place: Place, take: ShardWindow["add"]): Promise<boolean> => {
  const { stream, shardId, clock, signal, read, news } = options
  const limit = read.batchSize * read.parallel
  // Taken before the read: what is written during it may not be in the page.
  const wakes = news ? AbortSignal.any([signal, news.next()]) : signal
  const cursor = place.cursor ?? (await stream.open(shardId, place.last))
  const { records, next } = await stream.read(cursor, limit)
  place.cursor = next
  place.failures = 0
  place.readAt = clock.now()
  place.last = records.length > 0 ? after(records.at(-1)?.sequenceNumber) : place.last
  take(records)
  if (!next) return false
  if (records.length < limit) await clock.pause(gapMs, signal)
  if (records.length === 0) await clock.pause(news ? idleMs.nudged : idleMs.alone, wakes)
  return true
}

/**
 * Reads one shard for one function from its checkpoint, or from the oldest record that is still there, and writes the
 * checkpoint after each batch. Holds at most two rounds of batches in memory.
 */
export const readShard = (options: ShardReaderOptions): ShardReader => {
  const { checkpoint, clock, signal, read } = options
  const progress = bell(signal)
  const window = shardWindow(checkpoint.advance)
  const batches = lanesOf(options, window, progress.ring)
  const place: Place = {
    cursor: undefined,
    last: after(checkpoint.read().sequenceNumber),
    readAt: clock.now(),
    failures: 0,
  }
  const room = 2 * read.batchSize * read.parallel

  const take: ShardWindow["add"] = (records) => {
    window.add(records)
    batches.push(records)
  }

  const run = async () => {
    let more = true
    while (more && !signal.aborted) {
      await progress.until(() => window.size() < room)
      more = await readPage(options, place, take).catch((error: unknown) =>
        recover(options, place, error).then(() => true),
      )
    }
    await progress.until(() => window.size() === 0)
    await batches.idle()
    if (!signal.aborted) checkpoint.end()
  }

  const ageMs = () => {
    const since = window.oldest() ?? (place.failures > 0 ? place.readAt : clock.now())
    return Math.max(0, clock.now() - since)
  }
  return { finished: run(), ageMs }
}
