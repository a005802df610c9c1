import { PutItemCommand } from "@aws-sdk/client-dynamodb"
import { ListShardsCommand } from "@aws-sdk/client-kinesis"
import { GetQueueUrlCommand, SendMessageCommand } from "@aws-sdk/client-sqs"
import { expect, test } from "vitest"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { deadLetters } from "#local/event-sources/dead-letters"
import { functionOfQueue, redrive } from "#local/event-sources/redrive"
import { createQueue } from "#local/provision/queues"
import { provisionTables } from "#local/provision/tables"
import { tables } from "#schemas/tables"
import {
  consumerQueue,
  eventSources,
  intake,
  onKinesis,
  onTable,
  put,
  queueService,
  StreamName,
  textsOf,
} from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"
import { type LocalAws, localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const urls =
  ({ sqs }: LocalAws) =>
  async (QueueName: string) =>
    (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl ?? ""

const lettersIn = async (sdk: LocalAws, queue: string) => deadLetters(sdk.sqs, await urls(sdk)(queue))

const send = async (sdk: LocalAws, queue: string, MessageBody: string) =>
  sdk.sqs.send(new SendMessageCommand({ QueueUrl: await urls(sdk)(queue), MessageBody }))

/** Redrives with a function that works by then, or does not. */
const redriveWith = (sdk: LocalAws, invoke: (event: unknown) => Promise<unknown>) =>
  redrive({ clients: sdk, queueUrl: urls(sdk), invoke: (_, event) => invoke(event) }, "accept-records")

const broken = { ...onKinesis({ retries: 0 }), handler: () => Promise.reject(new Error("broken")) }

test("a consumer's dead letters go back to its queue", async () => {
  const sdk = await localAws(await queueService())
  await consumerQueue(sdk, "notify-team")
  await send(sdk, "notify-team-dlq", "a")
  await send(sdk, "notify-team-dlq", "b")
  const invoke = () => Promise.reject(new Error("must not be called"))
  const result = await redrive({ clients: sdk, queueUrl: urls(sdk), invoke }, "notify-team")
  expect(result).toEqual({ redriven: 2, left: 0, reasons: [] })
  expect((await lettersIn(sdk, "notify-team")).map(({ body }) => body)).toEqual(["a", "b"])
  expect(await lettersIn(sdk, "notify-team-dlq")).toEqual([])
})

test("looking at dead letters leaves them where they are", async () => {
  const sdk = await localAws(await queueService())
  await createQueue(sdk.sqs, "notify-team-dlq")
  const { MessageId } = await send(sdk, "notify-team-dlq", "a")
  const letter = { messageId: MessageId, sentAt: expect.stringMatching(/^\d{4}-.*Z$/), body: "a" }
  expect(await lettersIn(sdk, "notify-team-dlq")).toEqual([letter])
  expect(await lettersIn(sdk, "notify-team-dlq")).toEqual([letter])
})

test("the records of a Kinesis function's dead letters are read again and handed to it", async () => {
  const { sdk, start } = await intake()
  const sources = start({ "accept-records": broken })
  await put(sdk, "a:1", "b:2")
  await eventually(async () => expect(await sources.lag()).toMatchObject([{ deadLetters: 2 }]))
  await put(sdk, "c:3")
  const seen: string[] = []
  expect(await redriveWith(sdk, async (event) => void seen.push(...textsOf(event)))).toMatchObject({ left: 0 })
  expect(seen).toEqual(expect.arrayContaining(["a:1", "b:2"]))
})

test("a dead letter that fails again stays, and says why", async () => {
  const { sdk, start } = await intake()
  const sources = start({ "accept-records": broken })
  await put(sdk, "a:1")
  await eventually(async () => expect(await sources.lag()).toMatchObject([{ deadLetters: 1 }]))
  await sources.stop()
  const again = await redriveWith(sdk, () => Promise.reject(new Error("still broken")))
  expect(again).toEqual({ redriven: 0, left: 1, reasons: ["still broken"] })
  const inPart = await redriveWith(sdk, async () => ({ batchItemFailures: [{ itemIdentifier: "" }] }))
  expect(inPart).toMatchObject({ left: 1, reasons: ["accept-records failed again: mend it first, then redrive"] })
  expect(await lettersIn(sdk, "accept-records-dlq")).toHaveLength(1)
})

test("a dead letter whose records are no longer in the stream stays, and says so", async () => {
  const { sdk, start } = await intake()
  const sources = start({ "accept-records": broken })
  await put(sdk, "a:1")
  await eventually(async () => expect(await sources.lag()).toMatchObject([{ deadLetters: 1 }]))
  await sources.stop()
  const [{ body } = { body: "" }] = await lettersIn(sdk, "accept-records-dlq")
  await redriveWith(sdk, async () => undefined)
  const record = JSON.parse(body)
  const { Shards: [shard] = [] } = await sdk.kinesis.send(new ListShardsCommand({ StreamName }))
  const earlier = shard?.SequenceNumberRange?.StartingSequenceNumber
  Object.assign(record.KinesisBatchInfo, { startSequenceNumber: earlier, endSequenceNumber: earlier })
  await send(sdk, "accept-records-dlq", JSON.stringify(record))
  expect(await redriveWith(sdk, async () => undefined)).toMatchObject({
    left: 1,
    reasons: [expect.stringMatching(/^The records at \d+ in shardId-0+ are no longer in the stream/)],
  })
})

test("the records of a table function's dead letters are read again and handed to it", async () => {
  const sdk = await localAws(await dynamodb(await temporaryFolder()), await queueService())
  await provisionTables(sdk.dynamodb)
  await createQueue(sdk.sqs, "publish-events-dlq")
  const { start } = await eventSources(sdk)
  const handler = () => Promise.reject(new Error("broken"))
  const sources = start({ "publish-events": { ...onTable("events", { retries: 0 }), handler } })
  const Item = { pk: { S: "TICKET#1" }, sk: { N: "1" } }
  await sdk.dynamodb.send(new PutItemCommand({ TableName: tables.events.name, Item }))
  await eventually(async () => expect(await sources.lag()).toMatchObject([{ deadLetters: 1 }]))
  const events: unknown[] = []
  const invoke = async (_: string, event: unknown) => void events.push(event)
  const result = await redrive({ clients: sdk, queueUrl: urls(sdk), invoke }, "publish-events")
  expect(result).toEqual({ redriven: 1, left: 0, reasons: [] })
  expect(events).toMatchObject([{ Records: [{ eventName: "INSERT", dynamodb: { NewImage: Item } }] }])
})

test("a queue's name leads to its function, and another name to the ones there are", () => {
  expect(functionOfQueue("notify-team-dlq")).toBe("notify-team")
  expect(functionOfQueue("publish-events")).toBe("publish-events")
  expect(() => functionOfQueue("ticket-intake-dlq")).toThrow(/there are .*accept-records-dlq/)
})
