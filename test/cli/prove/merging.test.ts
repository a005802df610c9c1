import { expect, onTestFinished, test, vi } from "vitest"
import { pointAt } from "#cli/operate/desk-environment"
import { mergeNow, merging } from "#cli/prove/merging"
import { openCloud } from "#test/support/cloud"

const proof = (merge: () => Promise<void>) => {
  const seen = { merges: 0, asked: [] as string[], now: 0 }
  const select = merging(
    async (sql) => {
      seen.asked.push(sql)
      return []
    },
    async () => {
      seen.merges += 1
      await merge()
    },
    () => seen.now,
  )
  return { seen, select }
}

test("a proof merges before it looks, and then every two minutes, however often it looks", async () => {
  const { seen, select } = proof(async () => undefined)
  for (const now of [0, 1_000, 119_999]) {
    seen.now = now
    await select("select 1")
  }
  expect(seen.merges).toBe(1)
  seen.now = 120_000
  await select("select 1")
  expect(seen.merges).toBe(2)
  expect(seen.asked).toHaveLength(4)
})

test("a merge that fails is what every look fails with until the next", async () => {
  const { seen, select } = proof(() => Promise.reject(new Error("merge-warehouse failed: no hours left")))
  for (const now of [0, 1_000]) {
    seen.now = now
    await expect(select("select 1")).rejects.toThrow("no hours left")
  }
  expect([seen.merges, seen.asked]).toEqual([1, []])
})

test("who looks while a merge runs waits for it", async () => {
  const merge = Promise.withResolvers<void>()
  const { seen, select } = proof(() => merge.promise)
  const looks = Promise.all([select("select 1"), select("select 2")])
  expect([seen.merges, seen.asked]).toEqual([1, []])
  merge.resolve()
  await looks
  expect(seen.asked).toEqual(["select 1", "select 2"])
})

test("the merge is run by its function's name on the desk, and its failure is told", async () => {
  const asked: unknown[] = []
  const merge = async (event: unknown) => {
    if (typeof event === "object" && event !== null && "detail-type" in event) return
    asked.push(event)
    throw new Error("a long query holds a lock")
  }
  const cloud = await openCloud({ overrides: { "merge-warehouse": merge } })
  onTestFinished(() => cloud.close())
  vi.stubEnv("AWS_PORT", new URL(cloud.awsUrl).port)
  vi.stubEnv("PORT", new URL(cloud.url).port)
  onTestFinished(() => void vi.unstubAllEnvs())
  await pointAt({ stage: "local" })
  await expect(mergeNow()).rejects.toThrow(/merge-warehouse failed: .*a long query holds a lock/)
  expect(asked).toEqual([{}])
})
