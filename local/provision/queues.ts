import { CreateQueueCommand, type SQSClient } from "@aws-sdk/client-sqs"
import { functions } from "#functions/manifest"
import { type FunctionSpec, hasDeadLetters, hiddenFor } from "#functions/spec"
import { arn } from "#local/region"

/** Fourteen days: the longest that SQS keeps a message. */
const retention = { MessageRetentionPeriod: "1209600" }

/** Creating a queue that is there with the same attributes changes nothing. */
export const createQueue = (sqs: SQSClient, QueueName: string, Attributes: Record<string, string> = {}) =>
  sqs.send(new CreateQueueCommand({ QueueName, Attributes: { ...retention, ...Attributes } }))

const consumerQueue = async (sqs: SQSClient, name: string, spec: FunctionSpec) => {
  const { on } = spec
  if (on.kind !== "bus") return
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn("sqs", `${name}-dlq`),
    maxReceiveCount: on.maxReceives,
  })
  await createQueue(sqs, name, { VisibilityTimeout: String(hiddenFor(spec)), RedrivePolicy })
}

/** The queue of every consumer, and the dead-letter queue of every function that reads a queue or a stream. */
export const provisionQueues = async (sqs: SQSClient): Promise<void> => {
  for (const [name, spec] of functions) {
    if (!hasDeadLetters(spec)) continue
    await createQueue(sqs, `${name}-dlq`)
    await consumerQueue(sqs, name, spec)
  }
}
