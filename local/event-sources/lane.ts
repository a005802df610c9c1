import type { Clock } from "#local/clock"
import type { StreamRecord } from "#local/event-sources/stream"

/** One of a shard's concurrent sequences of batches. */
export type Lane = { push: (record: StreamRecord) => void; idle: () => Promise<void> }

export type LaneOptions = {
  batchSize: number
  /** How long an incomplete batch waits for more. */
  windowMs: number
  clock: Clock
  signal: AbortSignal
  settle: (batch: readonly StreamRecord[]) => Promise<void>
}

/** Hands the records that are pushed to `settle`, batch after batch, never two at once. */
export const lane = ({ batchSize, windowMs, clock, signal, settle }: LaneOptions): Lane => {
  const queue: StreamRecord[] = []
  let running: Promise<void> | undefined
  let full = new AbortController()

  const gather = async () => {
    if (windowMs === 0 || queue.length >= batchSize) return
    full = new AbortController()
    await clock.pause(windowMs, AbortSignal.any([signal, full.signal]))
  }

  const run = async () => {
    // Records that were read together are pushed one by one: let them all in before the first batch is cut.
    await Promise.resolve()
    while (queue.length > 0 && !signal.aborted) {
      await gather()
      if (!signal.aborted) await settle(queue.splice(0, batchSize))
    }
    running = undefined
  }

  return {
    push: (record) => {
      queue.push(record)
      if (queue.length >= batchSize) full.abort()
      running ??= run()
    },
    idle: async () => running,
  }
}

/** FNV-1a: which of `lanes` a key belongs to, always the same one. */
export const laneOf = (key: string, lanes: number): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % lanes
}
