import { GetQueueUrlCommand, SendMessageBatchCommand, SendMessageCommand } from "@aws-sdk/client-sqs"
import { expect, test } from "vitest"
import {
  bodiesOf,
  consumerQueue,
  deadLettersOf,
  eventSources,
  messageIdsOf,
  onQueue,
  queueService,
} from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"
import { type LocalAws, localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const queues = async (...names: string[]) => {
  const sdk = await localAws(await queueService())
  for (const name of names) await consumerQueue(sdk, name, 1)
  return { sdk, ...(await eventSources(sdk)) }
}

const send = async ({ sqs }: LocalAws, QueueName: string, ...bodies: string[]) => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }))
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }))
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
}

test("a message arrives in Lambda's envelope and is gone afterwards", async () => {
  const { sdk, start } = await queues("notify-team")
  const events: unknown[] = []
  const sources = start({ "notify-team": { ...onQueue(), handler: async (event) => void events.push(event) } })
  const { QueueUrl } = await sdk.sqs.send(new GetQueueUrlCommand({ QueueName: "notify-team" }))
  const MessageAttributes = { kind: { DataType: "String", StringValue: "test" } }
  const sent = await sdk.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello", MessageAttributes }))
  await eventually(() => expect(events).toHaveLength(1))
  expect(events[0]).toEqual({
    Records: [
      {
        messageId: sent.MessageId,
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: expect.objectContaining({
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        }),
        messageAttributes: {
          kind: { stringValue: "test", stringListValues: [], binaryListValues: [], dataType: "String" },
        },
        md5OfBody: sent.MD5OfMessageBody,
        eventSource: "aws:sqs",
        eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:notify-team",
        awsRegion: "us-east-1",
      },
    ],
  })
  const empty = { kind: "queue", function: "notify-team", visible: 0, inFlight: 0, deadLetters: 0 }
  await eventually(async () => expect(await sources.lag()).toEqual([empty]))
})

test("of a batch that failed in part only the failed messages come again", async () => {
  const { sdk, start } = await queues()
  await consumerQueue(sdk, "notify-team", 3)
  const deliveries: string[] = []
  const handler = async (event: unknown) => {
    const bodies = bodiesOf(event)
    const failed = messageIdsOf(event).filter((_, n) => bodies[n] === "bad" && !deliveries.includes("bad"))
    deliveries.push(...bodies)
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) }
  }
  await send(sdk, "notify-team", "good", "bad", "fine")
  const sources = start({ "notify-team": { ...onQueue(), handler } })
  await eventually(() => expect(deliveries.toSorted()).toEqual(["bad", "bad", "fine", "good"]))
  await eventually(async () => expect(await sources.lag()).toMatchObject([{ visible: 0, inFlight: 0 }]))
})

test("a message that always fails goes to the dead-letter queue, and a broken function holds up no other", async () => {
  const { sdk, start, printed } = await queues("notify-team", "mail-customer")
  const seen: string[] = []
  const sources = start({
    "notify-team": { ...onQueue(), handler: () => Promise.reject(new Error("broken")) },
    "mail-customer": { ...onQueue(), handler: async (event) => void seen.push(...bodiesOf(event)) },
  })
  await send(sdk, "notify-team", '{"n":1}')
  await send(sdk, "mail-customer", "a", "b")
  await eventually(() => expect(seen.toSorted()).toEqual(["a", "b"]))
  await eventually(async () => expect(await sources.lag()).toContainEqual(expect.objectContaining({ deadLetters: 1 })))
  expect(await deadLettersOf(sdk, "notify-team-dlq", 1)).toEqual([{ n: 1 }])
  expect(printed).toEqual(["notify-team: batch of 1 failed: Error: broken"])
})

test("several batches are handled at the same time, but not more than two", async () => {
  const { sdk, start } = await queues("notify-team")
  const gate = Promise.withResolvers<void>()
  let [running, most, done] = [0, 0, 0]
  const handler = async () => {
    most = Math.max(most, ++running)
    await gate.promise
    running -= 1
    done += 1
  }
  await send(sdk, "notify-team", "1", "2", "3", "4", "5", "6")
  start({ "notify-team": { ...onQueue(1), handler } })
  await eventually(() => expect(running).toBe(2))
  gate.resolve()
  await eventually(() => expect(done).toBe(6))
  expect(most).toBe(2)
})

test("what was being handled when the process was killed is delivered again at once", async () => {
  const folder = await temporaryFolder()
  const killed = await localAws(await queueService(folder))
  await consumerQueue(killed, "notify-team")
  let handling = false
  const hang = () => {
    handling = true
    return new Promise(() => undefined)
  }
  ;(await eventSources(killed)).start({ "notify-team": { ...onQueue(), handler: hang } })
  await send(killed, "notify-team", "held")
  await eventually(() => expect(handling).toBe(true))
  await killed.stop()
  const seen: string[] = []
  const { start } = await eventSources(await localAws(await queueService(folder)))
  start({ "notify-team": { ...onQueue(), handler: async (event) => void seen.push(...bodiesOf(event)) } })
  await eventually(() => expect(seen).toEqual(["held"]))
})
