import type { Clock } from "#local/clock"
import type { StreamRecord } from "#local/event-sources/stream"

/** A shard's batches on their way, several at a time. */
export type Lanes = {
  push: (records: readonly StreamRecord[]) => void
  /** Resolves once no batch is under way. */
  idle: () => Promise<void>
}

export type LanesOptions = {
  /** Batches at a time, at most. */
  parallel: number
  batchSize: number
  /** How long an incomplete batch waits for more. */
  windowMs: number
  clock: Clock
  signal: AbortSignal
  settle: (batch: readonly StreamRecord[]) => Promise<void>
}

/**
 * Hands the records that are pushed to `settle` in batches, as large as they can be. Records of one key are never in two
 * batches at a time, so each key keeps its order.
 */
export const lanes = ({ parallel, batchSize, windowMs, clock, signal, settle }: LanesOptions): Lanes => {
  let waiting: StreamRecord[] = []
  const busy = new Set<string>()
  const running = new Set<Promise<void>>()
  let gathering = false

  const run = (batch: readonly StreamRecord[]) => {
    const [taken, keys] = [new Set(batch), new Set(batch.map(({ key }) => key))]
    waiting = waiting.filter((record) => !taken.has(record))
    for (const key of keys) busy.add(key)
    const done = settle(batch).finally(() => {
      running.delete(done)
      for (const key of keys) busy.delete(key)
      go()
    })
    running.add(done)
  }

  /** Starts batches of at least so many records. */
  const start = (least: number) => {
    while (!signal.aborted && running.size < parallel) {
      const batch = waiting.filter(({ key }) => !busy.has(key)).slice(0, batchSize)
      if (batch.length < least) return
      run(batch)
    }
  }

  const gather = async () => {
    if (gathering || waiting.length === 0) return
    gathering = true
    await clock.pause(windowMs, signal)
    gathering = false
    start(1)
  }

  const go = () => {
    start(windowMs === 0 ? 1 : batchSize)
    if (windowMs > 0) void gather()
  }

  return {
    push: (records) => {
      waiting.push(...records)
      go()
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
