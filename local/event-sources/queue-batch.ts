import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  type SQSClient,
} from "@aws-sdk/client-sqs"
import type { FunctionName } from "#functions/manifest"
import { claimMargin } from "#functions/spec"
import { failedItems } from "#local/event-sources/batch-answer"
import { queueEvent } from "#local/event-sources/queue-event"
import type { FailureLog } from "#local/failure-log"
import type { TimedLambda } from "#local/lambda/lambda"

/** A message's way to the function that consumes its queue of the same name. */
export type QueueDelivery = { name: FunctionName; url: string; sqs: SQSClient; lambda: TimedLambda; failed: FailureLog }

/** Seconds until a message that failed for the first, second … time is delivered again. */
const pauses = [1, 2, 4]

/**
 * AWS would wait the queue's whole timeout each time. Here the fifth and last try comes after a consumer that died has
 * lost its claims (functions/messaging/once.ts).
 */
const retrySeconds = (receives: number, timeout: number) => pauses[receives - 1] ?? Math.ceil(timeout) + claimMargin

const idOf = ({ MessageId = "" }: Message) => MessageId

const invoke = async ({ lambda, name, failed }: QueueDelivery, messages: readonly Message[]) => {
  const ids = messages.map(idOf)
  const what = `batch of ${messages.length}`
  try {
    const failures = failedItems(await lambda.invoke(name, queueEvent(name, messages)), ids)
    if (failures.size > 0) failed({ source: name, what, error: new Error(`${failures.size} failed by its own answer`) })
    return failures
  } catch (error) {
    failed({ source: name, what, error })
    return new Set(ids)
  }
}

const entries = (messages: readonly Message[]) =>
  messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))

/** At least once: what cannot be deleted is delivered again when its visibility timeout has passed. */
const remove = async ({ sqs, url }: QueueDelivery, messages: readonly Message[]) => {
  if (messages.length === 0) return
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries: entries(messages) }))
}

const postpone = async ({ name, sqs, url, lambda }: QueueDelivery, messages: readonly Message[]) => {
  if (messages.length === 0) return
  const Entries = messages.map(({ ReceiptHandle, Attributes }, index) => ({
    Id: String(index),
    ReceiptHandle,
    VisibilityTimeout: retrySeconds(Number(Attributes?.ApproximateReceiveCount ?? 1), lambda.timeoutOf(name)),
  }))
  await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries }))
}

/**
 * Delivers up to 10 messages to their function. What succeeded is deleted; what failed becomes visible again after a
 * pause that grows, and is moved to the dead-letter queue by the queue's own redrive policy.
 */
export const settleMessages = async (delivery: QueueDelivery, messages: readonly Message[]): Promise<void> => {
  const failures = await invoke(delivery, messages)
  await remove(
    delivery,
    messages.filter((message) => !failures.has(idOf(message))),
  )
  await postpone(
    delivery,
    messages.filter((message) => failures.has(idOf(message))),
  )
}
