import type { Level, Write } from "#local/dynamodb/store"

export type Writer = {
  /** Resolves when all of `writes`, in one batch, have reached the operating system. */
  write: (writes: Write[]) => Promise<void>
  /** Resolves when nothing waits to be written. */
  idle: () => Promise<void>
}

type Waiting = { writes: Write[]; done: () => void; failed: (error: unknown) => void }

/**
 * Writes one batch after the other, in the order they were asked for. What is asked for while a batch is under way
 * goes together into the next one. A reader that has seen a batch has therefore seen all earlier ones.
 */
export const writer = (level: Level): Writer => {
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined

  const writeGroup = async (group: Waiting[]) => {
    try {
      await level.batch(group.flatMap(({ writes }) => writes))
      for (const { done } of group) done()
    } catch (error) {
      for (const { failed } of group) failed(error)
    }
  }
  const drain = async () => {
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await writeGroup(group)
    }
    running = undefined
  }
  return {
    write: (writes) => {
      const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>()
      waiting.push({ writes, done, failed })
      running ??= drain()
      return promise
    },
    idle: async () => running,
  }
}
