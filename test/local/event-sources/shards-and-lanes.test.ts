import { SplitShardCommand } from "@aws-sdk/client-kinesis"
import { expect, test } from "vitest"
import { systemClock } from "#local/clock"
import { intake, onKinesis, put, StreamName, someWork, textsOf } from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"

test("lanes run at the same time and each key keeps its order", async () => {
  const { sdk, start } = await intake()
  const order = new Map<string, number[]>()
  let [running, most] = [0, 0]
  start({
    "accept-records": {
      ...onKinesis({ batchSize: 3, parallel: 4 }),
      handler: async (event) => {
        most = Math.max(most, ++running)
        for (const text of textsOf(event)) {
          const [key = "", n] = text.split(":")
          await someWork()
          order.set(key, [...(order.get(key) ?? []), Number(n)])
        }
        running -= 1
        if (Math.random() < 0.2) throw new Error("now and then")
      },
    },
  })
  const keys = ["a", "b", "c", "d", "e", "f", "g", "h"]
  const numbers = Array.from({ length: 12 }, (_, n) => n)
  await put(sdk, ...numbers.flatMap((n) => keys.map((key) => `${key}:${n}`)))
  await eventually(() => expect([...order.values()].map((seen) => new Set(seen).size)).toEqual(keys.map(() => 12)))
  for (const seen of order.values()) {
    const firsts = seen.filter((n, index) => seen.indexOf(n) === index)
    expect(firsts).toEqual(numbers)
  }
  expect(most).toBeGreaterThan(1)
})

test("a lane that hangs at a crash is delivered again, although the other lanes went on", async () => {
  const { sdk, start } = await intake()
  const crashed = Promise.withResolvers<void>()
  const first: string[] = []
  const hanging = async (event: unknown) => {
    const texts = textsOf(event)
    if (texts.includes("a:1")) await crashed.promise
    first.push(...texts)
  }
  const dead = start({ "accept-records": { ...onKinesis({ parallel: 4, batchSize: 1 }), handler: hanging } })
  const others = ["b:1", "c:1", "d:1", "e:1", "f:1", "g:1"]
  await put(sdk, "a:1", ...others)
  await eventually(() => expect(first.length).toBeGreaterThan(1))
  const second: string[] = []
  start({ "accept-records": { ...onKinesis(), handler: async (event) => void second.push(...textsOf(event)) } })
  await eventually(() => expect(second).toEqual(["a:1", ...others]))
  const stopping = dead.stop()
  crashed.resolve()
  await stopping
})

test("a split shard's children come after everything in it is handled", async () => {
  const { sdk, start } = await intake()
  const handled: string[] = []
  const childSeen = Promise.withResolvers<void>()
  await put(sdk, "a:1", "b:1", "c:1", "d:1")
  const NewStartingHashKey = (2n ** 127n).toString()
  await sdk.kinesis.send(
    new SplitShardCommand({ StreamName, ShardToSplit: "shardId-000000000000", NewStartingHashKey }),
  )
  await eventually(() => put(sdk, "a:2", "b:2", "c:2", "d:2"))
  const handler = async (event: unknown) => {
    const texts = textsOf(event)
    if (texts[0]?.endsWith(":2")) childSeen.resolve()
    else await Promise.race([childSeen.promise, systemClock.pause(200)])
    handled.push(...texts)
  }
  start({ "accept-records": { ...onKinesis(), handler } })
  await eventually(() => expect(handled).toHaveLength(8))
  for (const key of ["a", "b", "c", "d"]) expect(handled.indexOf(`${key}:1`)).toBeLessThan(handled.indexOf(`${key}:2`))
})

test("with a window, a batch gathers until it is full", async () => {
  const { sdk, start } = await intake()
  const batches: string[][] = []
  const handler = async (event: unknown) => void batches.push(textsOf(event))
  const wired = { "accept-records": { ...onKinesis({ windowSeconds: 3_600, batchSize: 3 }), handler } }
  const sources = start(wired, { clock: systemClock })
  for (const text of ["a:1", "a:2", "a:3", "a:4"]) await put(sdk, text)
  await eventually(() => expect(batches).toEqual([["a:1", "a:2", "a:3"]]))
  await sources.stop()
  expect(batches).toHaveLength(1)
})
