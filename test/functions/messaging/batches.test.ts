import fc from "fast-check"
import { expect, test } from "vitest"
import { concurrently } from "#functions/lib/concurrently"
import { batches } from "#functions/messaging/batches"

const size = (n: number) => n
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const limit = { count: 3, bytes: 10 }

test.each([
  ["nothing makes no batch", [], []],
  ["items share a batch", [1, 2, 3], [[1, 2, 3]]],
  ["the count is kept", [1, 1, 1, 1], [[1, 1, 1], [1]]],
  ["the size is kept", [6, 4, 1], [[6, 4], [1]]],
  ["an item that is too large goes alone", [1, 11, 1], [[1], [11], [1]]],
])("%s", (_, items, expected) => {
  expect(batches(items, limit, size)).toEqual(expected)
})

test("whatever comes, nothing is lost or moved, and every batch of more than one is within the limit", () => {
  expect.hasAssertions()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 })), (items) => {
      const cut = batches(items, limit, size)
      expect(cut.flat()).toEqual(items)
      for (const batch of cut.filter(({ length }) => length > 1)) expect(sum(batch)).toBeLessThanOrEqual(limit.bytes)
      for (const batch of cut) expect(batch.length).toBeLessThanOrEqual(limit.count)
    }),
  )
})

test("work goes on side by side, never more than the limit, and all of it is done", async () => {
  const done: number[] = []
  const running = { now: 0, most: 0 }
  await concurrently(3, [1, 2, 3, 4, 5, 6, 7], async (n) => {
    running.most = Math.max(running.most, ++running.now)
    await new Promise((resolve) => setImmediate(resolve))
    running.now--
    done.push(n)
  })
  expect(running.most).toBe(3)
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test("work that fails is told", async () => {
  await expect(concurrently(2, [1, 2, 3], () => Promise.reject(new Error("broken")))).rejects.toThrow("broken")
})
