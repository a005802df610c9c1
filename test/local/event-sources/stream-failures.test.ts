import { expect, test } from "vitest"
import { hastyClock } from "#test/support/clocks"
import { deadLettersOf, intake, onKinesis, put, sequencesOf, textsOf } from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"

test("a poisoned record ends in the dead-letter queue and everything else passes, in order", async () => {
  const { sdk, start, printed } = await intake()
  const handled: string[] = []
  start({
    "accept-records": {
      ...onKinesis({ retries: 2 }),
      handler: async (event) => {
        const texts = textsOf(event)
        if (texts.includes("a:poison")) throw new TypeError("cannot read jo@example.org")
        handled.push(...texts)
      },
    },
  })
  const texts = ["a:1", "a:2", "a:poison", "a:3", "a:4", "a:5", "a:6"]
  const sequences = await put(sdk, ...texts)
  const [letter] = await deadLettersOf(sdk, "accept-records-dlq", 1)
  await eventually(() => expect(handled).toEqual(texts.filter((text) => text !== "a:poison")))
  expect(letter).toEqual({
    requestContext: {
      requestId: expect.any(String),
      functionArn: "arn:aws:lambda:us-east-1:000000000000:function:accept-records",
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: expect.any(Number),
    },
    responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
    version: "1.0",
    timestamp: expect.any(String),
    KinesisBatchInfo: {
      shardId: "shardId-000000000000",
      startSequenceNumber: sequences[2],
      endSequenceNumber: sequences[2],
      approximateArrivalOfFirstRecord: expect.any(String),
      approximateArrivalOfLastRecord: expect.any(String),
      batchSize: 1,
      streamArn: "arn:aws:kinesis:us-east-1:000000000000:stream/ticket-intake",
    },
  })
  expect(printed).toEqual([
    expect.stringMatching(
      /^accept-records: batch of \d from shardId-0+ at \d+ failed: TypeError: cannot read <e-mail>$/,
    ),
  ])
})

test("after a partial answer delivery goes on from the lowest failed record", async () => {
  const { sdk, start } = await intake()
  const batches: string[][] = []
  const failing = new Set(["a:3", "a:4"])
  start({
    "accept-records": {
      ...onKinesis(),
      handler: async (event) => {
        const texts = textsOf(event)
        const sequences = sequencesOf(event)
        batches.push(texts)
        const failed = sequences.filter((_, index) => failing.has(texts[index] ?? "")).toReversed()
        failing.clear()
        return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
      },
    },
  })
  await put(sdk, "a:1", "a:2", "a:3", "a:4")
  await eventually(() =>
    expect(batches).toEqual([
      ["a:1", "a:2", "a:3", "a:4"],
      ["a:3", "a:4"],
    ]),
  )
})

test("a broken function holds up no other", async () => {
  const { sdk, start } = await intake()
  const seen: string[] = []
  start({
    "accept-records": { ...onKinesis({ retries: 1000 }), handler: () => Promise.reject(new Error("broken")) },
    "project-views": { ...onKinesis(), handler: async (event) => void seen.push(...textsOf(event)) },
  })
  const texts = Array.from({ length: 50 }, (_, n) => `${n}:x`)
  await put(sdk, ...texts)
  await eventually(() => expect(seen).toEqual(texts))
})

test("pauses between retries of one record double and end at 2 s", async () => {
  const { sdk, start } = await intake()
  const clock = hastyClock()
  start(
    { "accept-records": { ...onKinesis({ retries: 7 }), handler: () => Promise.reject(new Error("broken")) } },
    { clock },
  )
  await put(sdk, "a:1")
  await deadLettersOf(sdk, "accept-records-dlq", 1)
  const between = clock.pauses.filter((ms) => [100, 200, 400, 800, 1600, 2000].includes(ms))
  expect(between).toEqual([100, 200, 400, 800, 1600, 2000, 2000])
})

test("a record over the maximum age is not delivered but dead-lettered", async () => {
  const { sdk, start } = await intake()
  const [sequenceNumber] = await put(sdk, "a:old")
  const clock = hastyClock()
  clock.skip(61_000)
  const seen: string[] = []
  const handler = async (event: unknown) => void seen.push(...textsOf(event))
  start({ "accept-records": { ...onKinesis({ maxAgeSeconds: 60 }), handler } }, { clock })
  const [letter] = await deadLettersOf(sdk, "accept-records-dlq", 1)
  expect(letter).toMatchObject({
    requestContext: { condition: "RecordAgeExceeded", approximateInvokeCount: 0 },
    KinesisBatchInfo: { startSequenceNumber: sequenceNumber },
  })
  expect(seen).toEqual([])
})
