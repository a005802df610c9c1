import { CreateQueueCommand, type SQSClient } from "@aws-sdk/client-sqs"
import { functions } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { arn } from "#local/region"

/** Fourteen days: the longest that SQS keeps a message. */
const retention = { MessageRetentionPeriod: "1209600" }

/** Creating a queue that is there with the same attributes changes nothing. */
export const createQueue = (sqs: SQSClient, QueueName: string, Attributes: Record<string, string> = {}) =>
  sqs.send(new CreateQueueCommand({ QueueName, Attributes: { ...retention, ...Attributes } }))

const reads = ({ on }: FunctionSpec) => on.kind === "bus" || on.kind === "table" || on.kind === "kinesis"

const consumerQueue = async (sqs: SQSClient, name: string, { on, timeout }: FunctionSpec) => {
  if (on.kind !== "bus") return
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn("sqs", `${name}-dlq`),
    maxReceiveCount: on.maxReceives,
  })
  // AWS's advice for queues that feed functions: six times the function's time-out.
  await createQueue(sqs, name, { VisibilityTimeout: String(timeout * 6), RedrivePolicy })
}

/** The queue of every consumer, and the dead-letter queue of every function that reads a queue or a stream. */
export const provisionQueues = async (sqs: SQSClient): Promise<void> => {
  for (const [name, spec] of functions) {
    if (!reads(spec)) continue
    await createQueue(sqs, `${name}-dlq`)
    await consumerQueue(sqs, name, spec)
  }
}
