import fc from "fast-check"
import { expect, test } from "vitest"
import { type Delivery, settleBatch } from "#local/event-sources/settle-batch"
import type { StreamRecord } from "#local/event-sources/stream"
import { hastyClock } from "#test/support/clocks"

const recordsFrom = (poisoned: readonly boolean[]): StreamRecord[] =>
  poisoned.map((_, n) => ({ sequenceNumber: String(n), key: "k", arrivedAt: Date.now(), envelope: n }))

/** Delivers a batch in which `poisoned` fail: by throwing, or named in the answer. */
const deliver = async (poisoned: readonly boolean[], manner: "throws" | "answers") => {
  const log = { settled: [] as string[], discarded: [] as string[], handled: [] as number[], invokes: 0 }
  const answer = (numbers: readonly number[]) => {
    const failed = numbers.filter((n) => poisoned[n])
    if (manner === "throws" && failed.length > 0) throw new Error("poison")
    log.handled.push(...numbers.slice(0, numbers.findIndex((n) => poisoned[n]) >>> 0))
    return { batchItemFailures: failed.map((n) => ({ itemIdentifier: String(n) })) }
  }
  const delivery: Delivery = {
    name: "publish-events",
    read: { batchSize: 100, windowSeconds: 0, retries: 2, maxAgeSeconds: 60, parallel: 1 },
    stream: { arn: "arn", batchInfo: "DDBStreamBatchInfo" },
    shardId: "shard",
    clock: { ...hastyClock(), pause: async () => undefined },
    signal: new AbortController().signal,
    failed: () => undefined,
    lambda: {
      invoke: async (_, event) => {
        log.invokes += 1
        return answer((event as { Records: number[] }).Records)
      },
    },
    settled: (records) => void log.settled.push(...records.map(({ sequenceNumber }) => sequenceNumber)),
    discard: async ({ records }) => {
      log.discarded.push(...records.map(({ sequenceNumber }) => sequenceNumber))
      return true
    },
  }
  await settleBatch(delivery, recordsFrom(poisoned))
  return log
}

const batch = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 })
const indexes = (poisoned: readonly boolean[], which: boolean) =>
  poisoned.flatMap((is, n) => (is === which ? [String(n)] : []))

test.each(["throws", "answers"] as const)("when a function %s, exactly the poisoned are discarded", async (manner) => {
  await fc.assert(
    fc.asyncProperty(batch, async (poisoned) => {
      const { settled, discarded, handled } = await deliver(poisoned, manner)
      expect(settled).toEqual(poisoned.map((_, n) => String(n)))
      expect(discarded).toEqual(indexes(poisoned, true))
      expect(handled.map(String)).toEqual(indexes(poisoned, false))
    }),
    { numRuns: 50 },
  )
})

test("a batch without poison is delivered once", async () => {
  expect(await deliver([false, false, false], "throws")).toMatchObject({ invokes: 1 })
})

test("a single poisoned record is tried once and then as often as the function has retries", async () => {
  expect(await deliver([true], "throws")).toMatchObject({ invokes: 3 })
})
