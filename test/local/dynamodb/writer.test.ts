import { expect, test } from "vitest"
import { type Level, put } from "#local/dynamodb/store"
import { writer } from "#local/dynamodb/writer"

type Batch = { keys: string[]; end: () => void; fail: (error: Error) => void }

/** A LevelDB whose batches end when the test says so. */
const slowLevel = () => {
  const begun: Batch[] = []
  const unused = () => {
    throw new Error("The writer only writes")
  }
  const level: Level = {
    ...{ open: unused, close: unused, getSync: unused, values: unused, iterator: unused, clear: unused },
    batch: (writes) =>
      new Promise((end, fail) => {
        begun.push({ keys: writes.map(({ key }) => key), end, fail })
      }),
  }
  return { level, begun }
}

test("a batch begins when the one before has ended, and takes all that was asked for since, in order", async () => {
  const { level, begun } = slowLevel()
  const { write, idle } = writer(level)
  const done: string[] = []
  const writing = ["a", "b", "c"].map((key) => write([put(key, "1"), put(`${key}2`, "1")]).then(() => done.push(key)))
  expect(begun.map(({ keys }) => keys)).toEqual([["a", "a2"]])
  expect(done).toEqual([])
  begun[0]?.end()
  await writing[0]
  expect(done).toEqual(["a"])
  expect(begun.map(({ keys }) => keys)).toEqual([
    ["a", "a2"],
    ["b", "b2", "c", "c2"],
  ])
  begun[1]?.end()
  await idle()
  expect(done).toEqual(["a", "b", "c"])
})

test("a batch that fails is told to those who asked for it, and the next goes on", async () => {
  const { level, begun } = slowLevel()
  const { write } = writer(level)
  const first = write([put("a", "1")])
  const second = write([put("b", "1")])
  begun[0]?.fail(new Error("disk full"))
  await expect(first).rejects.toThrow("disk full")
  begun[1]?.end()
  await expect(second).resolves.toBeUndefined()
})
