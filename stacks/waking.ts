/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { StreamReading } from "#functions/triggers"
import type { Lambdas, Permission } from "#stacks/functions"
import { pascal } from "#stacks/pascal"
import type { Queues } from "#stacks/queues"
import type { Storage } from "#stacks/storage"

/** What wakes functions: streams and queues that Lambda reads for them. */
export type Waking = { storage: Pick<Storage, "events" | "views">; stream: aws.kinesis.Stream; queues: Queues }

type Reading = Pick<aws.lambda.EventSourceMappingArgs, "eventSourceArn" | "startingPosition"> & {
  actions: string[]
  read?: StreamReading
  batchSize: number
}

const fromQueue = (queue: aws.sqs.Queue, batchSize: number): Reading => ({
  eventSourceArn: queue.arn,
  actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"],
  batchSize,
})

const fromTable = (table: aws.dynamodb.Table, read: StreamReading): Reading => ({
  eventSourceArn: table.streamArn,
  startingPosition: "TRIM_HORIZON",
  actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
  batchSize: read.batchSize,
  read,
})

const fromKinesis = (stream: aws.kinesis.Stream, read: StreamReading): Reading => ({
  eventSourceArn: stream.arn,
  startingPosition: "TRIM_HORIZON",
  actions: [
    "kinesis:DescribeStream",
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
  ],
  batchSize: read.batchSize,
  read,
})

const readingOf = (
  { storage, stream, queues }: Waking,
  name: FunctionName,
  { on }: FunctionSpec,
): Reading | undefined => {
  const queue = queues.inbound.get(name)
  if (on.kind === "bus" && queue) return fromQueue(queue, on.batchSize)
  if (on.kind === "table") return fromTable(storage[on.table].table, on.read)
  if (on.kind === "kinesis") return fromKinesis(stream, on.read)
  return undefined
}

/** What Lambda needs to read for a function: from its own source, and to its own dead-letter queue. */
export const wakingPermissions = (waking: Waking, name: FunctionName, spec: FunctionSpec): Permission[] => {
  const reading = readingOf(waking, name, spec)
  if (!reading?.eventSourceArn) return []
  const dead = reading.read && waking.queues.dead.get(name)
  return [
    { actions: reading.actions, resources: [reading.eventSourceArn] },
    ...(dead ? [{ actions: ["sqs:SendMessage"], resources: [dead.arn] }] : []),
  ]
}

/** Bounded in tries and in time; a failing batch is halved until the record that fails is alone. */
const bounded = (read: StreamReading, dead: aws.sqs.Queue | undefined) => ({
  maximumBatchingWindowInSeconds: read.windowSeconds,
  maximumRetryAttempts: read.retries,
  maximumRecordAgeInSeconds: read.maxAgeSeconds,
  parallelizationFactor: read.parallel,
  bisectBatchOnFunctionError: true,
  ...(dead && { destinationConfig: { onFailure: { destinationArn: dead.arn } } }),
})

/** One event source mapping per function that reads a queue or a stream. */
export const wake = (waking: Waking, functions: readonly [FunctionName, FunctionSpec][], lambdas: Lambdas): void => {
  for (const [name, spec] of functions) {
    const reading = readingOf(waking, name, spec)
    const made = lambdas.get(name)
    if (!reading || !made) continue
    const { actions: _, read, ...args } = reading
    new aws.lambda.EventSourceMapping(`${pascal(name)}Source`, {
      ...args,
      functionName: made.nodes.function.name,
      functionResponseTypes: ["ReportBatchItemFailures"],
      ...(read && bounded(read, waking.queues.dead.get(name))),
    })
  }
}
