import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis"
import { expect, test } from "vitest"
import { z } from "zod"
import { type Clock, systemClock } from "#local/clock"
import { nudge, ringing } from "#local/event-sources/nudge"
import { kinesis } from "#local/kinesis/kinesis"
import { hastyClock } from "#test/support/clocks"
import { createStream, intake, onKinesis, put, StreamName, textsOf } from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

test("a record arrives in Lambda's envelope", async () => {
  const { sdk, start } = await intake()
  const events: unknown[] = []
  start({ "accept-records": { ...onKinesis(), handler: async (event) => void events.push(event) } })
  const [sequenceNumber] = await put(sdk, "key:hello")
  await eventually(() => expect(events).toHaveLength(1))
  expect(events[0]).toEqual({
    Records: [
      {
        kinesis: {
          kinesisSchemaVersion: "1.0",
          partitionKey: "key",
          sequenceNumber,
          data: Buffer.from("key:hello").toString("base64"),
          approximateArrivalTimestamp: expect.closeTo(Date.now() / 1000, -2),
        },
        eventSource: "aws:kinesis",
        eventVersion: "1.0",
        eventID: `shardId-000000000000:${sequenceNumber}`,
        eventName: "aws:kinesis:record",
        invokeIdentityArn: "arn:aws:iam::000000000000:role/accept-records",
        awsRegion: "us-east-1",
        eventSourceARN: "arn:aws:kinesis:us-east-1:000000000000:stream/ticket-intake",
      },
    ],
  })
})

test("a restart goes on after the checkpoint, and what was put meanwhile is not missed", async () => {
  const { sdk, start } = await intake(2)
  const seen: string[] = []
  const wired = {
    "accept-records": { ...onKinesis(), handler: async (event: unknown) => void seen.push(...textsOf(event)) },
  }
  const first = start(wired)
  await put(sdk, "a:1", "b:1", "c:1")
  await eventually(() => expect(seen).toHaveLength(3))
  await first.stop()
  await put(sdk, "a:2", "b:2", "c:2")
  start(wired)
  await eventually(() => expect(seen).toHaveLength(6))
  expect(seen.toSorted()).toEqual(["a:1", "a:2", "b:1", "b:2", "c:1", "c:2"])
})

test("what was being handled at a crash is delivered again", async () => {
  const { sdk, start } = await intake()
  const first: string[] = []
  const crashed = Promise.withResolvers<void>()
  const dead = start({
    "accept-records": {
      ...onKinesis({ batchSize: 1 }),
      handler: async (event) => {
        first.push(...textsOf(event))
        if (first.length === 2) await crashed.promise
      },
    },
  })
  await put(sdk, "a:1", "a:2", "a:3")
  await eventually(() => expect(first).toEqual(["a:1", "a:2"]))
  const second: string[] = []
  start({ "accept-records": { ...onKinesis(), handler: async (event) => void second.push(...textsOf(event)) } })
  await eventually(() => expect(second).toEqual(["a:2", "a:3"]))
  const stopping = dead.stop()
  crashed.resolve()
  await stopping
})

test("a function that is off misses nothing: it gets everything once it is on again", async () => {
  const { sdk, start } = await intake()
  const seen: string[] = []
  const wired = {
    "accept-records": { ...onKinesis(), handler: async (event: unknown) => void seen.push(...textsOf(event)) },
  }
  const off = start(wired, { off: new Set(["accept-records"]) })
  await put(sdk, "a:1")
  expect([await off.lag(), seen]).toEqual([[], []])
  start(wired)
  await eventually(() => expect(seen).toEqual(["a:1"]))
})

const Ages = z.tuple([z.object({ iteratorAgeMs: z.number() })])

test("the iterator age is that of the oldest record that is not handled", async () => {
  const { sdk, start } = await intake()
  const clock = hastyClock()
  const busy = Promise.withResolvers<void>()
  const sources = start({ "accept-records": { ...onKinesis(), handler: () => busy.promise } }, { clock })
  const lag = async () => (await sources.lag())[0]
  expect(await lag()).toEqual({ kind: "stream", function: "accept-records", iteratorAgeMs: 0, deadLetters: 0 })
  const before = clock.now()
  await put(sdk, "a:1")
  clock.skip(7_000)
  const age = await eventually(async () => {
    const [{ iteratorAgeMs }] = Ages.parse(await sources.lag())
    expect(iteratorAgeMs).toBeGreaterThanOrEqual(7_000)
    return iteratorAgeMs
  })
  expect(age).toBeLessThanOrEqual(clock.now() - before)
  busy.resolve()
  await eventually(async () => expect(await lag()).toMatchObject({ iteratorAgeMs: 0 }))
})

test("stopping waits for the running batch and leaves no timer", async () => {
  const { sdk, start } = await intake()
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length
  const seen: string[] = []
  const busy = Promise.withResolvers<void>()
  const handler = async (event: unknown) => {
    await busy.promise
    seen.push(...textsOf(event))
  }
  const before = timers()
  const wired = { "accept-records": { ...onKinesis(), handler } }
  const sources = start(wired, { clock: systemClock })
  await put(sdk, "a:1")
  await eventually(async () => expect((await sources.lag())[0]).not.toMatchObject({ iteratorAgeMs: 0 }))
  const stopped = sources.stop()
  busy.resolve()
  await stopped
  expect(seen).toEqual(["a:1"])
  expect(timers()).toBeLessThanOrEqual(before)
  start(wired)
  await put(sdk, "a:2")
  await eventually(() => expect(seen).toEqual(["a:1", "a:2"]))
})
test("with somebody who rings when something was written, an idle reader need not ask", async () => {
  const { sdk, start } = await intake()
  const seen: string[] = []
  const bells = { kinesis: nudge(), tables: nudge() }
  const clock: Clock = { ...systemClock, pause: (ms, signal) => systemClock.pause(ms < 500 ? ms : 3_600_000, signal) }
  const handler = async (event: unknown) => void seen.push(...textsOf(event))
  start({ "accept-records": { ...onKinesis(), handler } }, { clock, nudges: bells })
  for (const text of ["a:1", "a:2", "a:3"]) {
    await put(sdk, text)
    bells.kinesis.ring()
    await eventually(() => expect(seen.at(-1)).toBe(text))
  }
})

test("a service rings after it has answered a write, and not after a read", async () => {
  const bell = nudge()
  const sdk = await localAws(ringing(await kinesis(await temporaryFolder()), bell))
  await createStream(sdk)
  const untouched = bell.next()
  await sdk.kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))
  expect(untouched.aborted).toBe(false)
  await put(sdk, "a:1")
  await eventually(() => expect(untouched.aborted).toBe(true))
  expect(bell.next().aborted).toBe(false)
})
