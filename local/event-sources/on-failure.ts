import { randomUUID } from "node:crypto"
import { z } from "zod"
import type { FunctionName } from "#functions/manifest"
import type { Stream, StreamRecord } from "#local/event-sources/stream"
import { arn } from "#local/region"

const BatchInfo = z.object({
  shardId: z.string(),
  startSequenceNumber: z.string(),
  endSequenceNumber: z.string(),
  approximateArrivalOfFirstRecord: z.iso.datetime(),
  approximateArrivalOfLastRecord: z.iso.datetime(),
  batchSize: z.int().positive(),
  streamArn: z.string(),
})

/**
 * What Lambda sends to a stream function's on-failure destination. It says where the records are, not what they are:
 * they stay in the stream for as long as it keeps records.
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const OnFailureRecord = z.object({
  requestContext: z.object({
    requestId: z.string(),
    functionArn: z.string(),
    condition: z.enum(["RetryAttemptsExhausted", "RecordAgeExceeded"]),
    approximateInvokeCount: z.int().nonnegative(),
  }),
  responseContext: z.object({
    statusCode: z.int(),
    executedVersion: z.string(),
    functionError: z.string().optional(),
  }),
  version: z.literal("1.0"),
  timestamp: z.iso.datetime(),
  KinesisBatchInfo: BatchInfo.optional(),
  DDBStreamBatchInfo: BatchInfo.optional(),
})
export type OnFailureRecord = z.infer<typeof OnFailureRecord>

/** Records of one shard, in order and at least one, that Lambda gave up on. */
export type Discarded = {
  name: FunctionName
  stream: Pick<Stream, "arn" | "batchInfo">
  shardId: string
  records: readonly StreamRecord[]
  condition: OnFailureRecord["requestContext"]["condition"]
  invokes: number
  /** Whether the function threw, rather than answering with failed items or not being asked at all. */
  threw: boolean
  /** Epoch milliseconds. */
  now: number
}

const iso = (ms: number | undefined) => new Date(ms ?? 0).toISOString()

export const onFailureRecord = (discarded: Discarded): OnFailureRecord => {
  const { name, stream, shardId, records, now } = discarded
  const [first, last] = [records[0], records.at(-1)]
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: arn("lambda", `function:${name}`),
      condition: discarded.condition,
      approximateInvokeCount: discarded.invokes,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: "$LATEST",
      ...(discarded.threw && { functionError: "Unhandled" }),
    },
    version: "1.0",
    timestamp: iso(now),
    [stream.batchInfo]: {
      shardId,
      startSequenceNumber: first?.sequenceNumber ?? "",
      endSequenceNumber: last?.sequenceNumber ?? "",
      approximateArrivalOfFirstRecord: iso(first?.arrivedAt),
      approximateArrivalOfLastRecord: iso(last?.arrivedAt),
      batchSize: records.length,
      streamArn: stream.arn,
    },
  }
}
