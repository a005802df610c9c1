import { setTimeout as pause } from "node:timers/promises"
import { CreateStreamCommand, DescribeStreamSummaryCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { GetQueueUrlCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs"
import { expect, onTestFinished } from "vitest"
import type { FunctionName } from "#functions/manifest"
import { resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import type { StreamReading } from "#functions/triggers"
import type { Clients } from "#local/clients"
import { type EventSourceOptions, type EventSources, startEventSources } from "#local/event-sources/start"
import { kinesis } from "#local/kinesis/kinesis"
import type { Handler } from "#local/lambda/lambda"
import { lambdaRuntime } from "#local/lambda/runtime"
import { createQueue } from "#local/provision/queues"
import { arn } from "#local/region"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { hastyClock } from "#test/support/clocks"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

export const StreamName = resources.intake.name

const reading: StreamReading = { batchSize: 100, windowSeconds: 0, retries: 2, maxAgeSeconds: 86_400, parallel: 1 }

/** A function of the intake stream, with AWS's parameters as the test needs them. */
export const onKinesis = (read: Partial<StreamReading> = {}): Pick<FunctionSpec, "on"> => ({
  on: { kind: "kinesis", stream: "intake", read: { ...reading, ...read } },
})

export const onTable = (table: "events" | "views", read: Partial<StreamReading> = {}): Pick<FunctionSpec, "on"> => ({
  on: { kind: "table", table, read: { ...reading, ...read } },
})

export const onQueue = (batchSize = 10): Pick<FunctionSpec, "on"> => ({
  on: { kind: "bus", pattern: { source: ["ledgerdesk"] }, batchSize, maxReceives: 3 },
})

type Wired = { [N in FunctionName]?: Pick<FunctionSpec, "on"> & { handler: Handler } }
type Options = Partial<Pick<EventSourceOptions, "off" | "clock" | "print" | "nudges">>

export type Sources = {
  /** Starts sources on this folder's state: again for a restart. They stop when the test ends. */
  start: (wired: Wired, options?: Options) => EventSources
  /** What was printed about failures. */
  printed: string[]
}

/** Event sources on a state folder of their own. */
export const eventSources = async (sdk: Clients): Promise<Sources> => {
  const folder = await temporaryFolder()
  const printed: string[] = []
  const queueUrl = async (QueueName: string) => {
    const { QueueUrl = "" } = await sdk.sqs.send(new GetQueueUrlCommand({ QueueName }))
    return QueueUrl
  }
  const start: Sources["start"] = (wired, options = {}) => {
    const entries = Object.entries(wired) as [FunctionName, Pick<FunctionSpec, "on"> & { handler: Handler }][]
    const state = openState(folder)
    const sources = startEventSources({
      functions: new Map(entries),
      lambda: lambdaRuntime({ overrides: Object.fromEntries(entries.map(([name, { handler }]) => [name, handler])) }),
      state,
      clients: sdk,
      queueUrl,
      clock: hastyClock(),
      print: (line) => printed.push(line),
      ...options,
    })
    onTestFinished(() => sources.stop())
    return sources
  }
  return { start, printed }
}

export const createStream = async ({ kinesis }: Clients, ShardCount = 1) => {
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }))
  await eventually(async () => {
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))
    expect(StreamDescriptionSummary?.StreamStatus).toBe("ACTIVE")
  })
}

/** Puts texts; the part before ":" is the partition key. Returns their sequence numbers. */
export const put = async ({ kinesis }: Clients, ...texts: string[]): Promise<string[]> => {
  const records = texts.map((text) => ({ PartitionKey: text.split(":")[0], Data: Buffer.from(text) }))
  const { Records = [] } = await kinesis.send(new PutRecordsCommand({ StreamName, Records: records }))
  return Records.map(({ SequenceNumber = "" }) => SequenceNumber)
}

type KinesisEvent = { Records: { kinesis: { data: string; sequenceNumber: string } }[] }
type QueueEvent = { Records: { body: string; messageId: string }[] }

/** The texts of a Kinesis event, and the sequence numbers that go with them. */
export const textsOf = (event: unknown) =>
  (event as KinesisEvent).Records.map(({ kinesis }) => Buffer.from(kinesis.data, "base64").toString())
export const sequencesOf = (event: unknown) =>
  (event as KinesisEvent).Records.map(({ kinesis }) => kinesis.sequenceNumber)

export const bodiesOf = (event: unknown) => (event as QueueEvent).Records.map(({ body }) => body)
export const messageIdsOf = (event: unknown) => (event as QueueEvent).Records.map(({ messageId }) => messageId)

/** Lets other work go on for a moment of random length, as a handler's I/O does. */
export const someWork = () => pause(Math.random() * 4)

/** Takes messages off a queue until `count` are there, and parses their bodies. */
export const deadLettersOf = async ({ sqs }: Clients, QueueName: string, count: number): Promise<unknown[]> => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }))
  const found: unknown[] = []
  await eventually(async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    found.push(...Messages.map(({ Body = "" }): unknown => JSON.parse(Body)))
    expect(found).toHaveLength(count)
  })
  return found
}

/** SQS on a state of its own, or on the folder of one that was stopped. */
export const queueService = async (folder?: string) => sqs(queues(openState(folder ?? (await temporaryFolder()))))

/** A consumer's queue and its dead-letter queue, as they are provisioned but for `maxReceives`. */
export const consumerQueue = async ({ sqs }: Clients, name: string, maxReceives = 3) => {
  await createQueue(sqs, `${name}-dlq`)
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn("sqs", `${name}-dlq`), maxReceiveCount: maxReceives })
  await createQueue(sqs, name, { VisibilityTimeout: "180", RedrivePolicy })
}

/** The intake stream and a dead-letter queue on a new local cloud, with event sources to start on it. */
export const intake = async (shards = 1) => {
  const sdk = await localAws(await kinesis(await temporaryFolder()), await queueService())
  await createStream(sdk, shards)
  await createQueue(sdk.sqs, "accept-records-dlq")
  return { sdk, ...(await eventSources(sdk)) }
}
