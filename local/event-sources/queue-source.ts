import { type Message, ReceiveMessageCommand } from "@aws-sdk/client-sqs"
import type { FunctionName } from "#functions/manifest"
import { bell } from "#local/event-sources/bell"
import { keepTrying } from "#local/event-sources/keep-trying"
import { type QueueDelivery, settleMessages } from "#local/event-sources/queue-batch"
import { queueDepth } from "#local/event-sources/queue-depth"
import { deadLetterQueue, type Source, type SourceContext } from "#local/event-sources/source"

/** SQS's longest wait for a message, and its largest batch. */
const waitSeconds = 20
const largestBatch = 10
/** Pause after a batch that was not full, in milliseconds: what comes in a burst then comes in fewer batches. */
const gapMs = 50
/** Batches of one queue that are handled at the same time. All functions share one process and its connections. */
const concurrency = 2

export type QueueFunction = { name: FunctionName; batchSize: number }

type Receiver = { batchSize: number; delivery: QueueDelivery; signal: AbortSignal }

const receive = async ({ delivery, batchSize, signal }: Receiver): Promise<Message[]> => {
  const { Messages = [] } = await delivery.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: delivery.url,
      MaxNumberOfMessages: Math.min(batchSize, largestBatch),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ["All"],
      MessageAttributeNames: ["All"],
    }),
    { abortSignal: signal },
  )
  return Messages
}

/** Feeds one function from the queue of its name, up to 2 batches at a time. Trouble with the queue is retried for ever. */
export const queueSource = (context: SourceContext, { name, batchSize }: QueueFunction): Source => {
  const { clients, clock, failed, lambda, queueUrl } = context
  const stopping = new AbortController()
  const { signal } = stopping
  const running = new Set<Promise<void>>()
  const free = bell(signal)

  const start = (delivery: QueueDelivery, messages: readonly Message[]) => {
    const batch = settleMessages(delivery, messages)
      .catch((error: unknown) => failed({ source: name, what: "deleting or postponing messages", error }))
      .finally(() => {
        running.delete(batch)
        free.ring()
      })
    running.add(batch)
  }

  const receiveBatch = async (receiver: Receiver) => {
    const messages = await receive(receiver)
    if (messages.length === 0) return
    start(receiver.delivery, messages)
    if (messages.length < batchSize) await clock.pause(gapMs, signal)
  }

  const receiveAll = async () => {
    const delivery = { name, url: await queueUrl(name), sqs: clients.sqs, lambda, failed }
    while (!signal.aborted) {
      await free.until(() => running.size < concurrency)
      if (!signal.aborted) await receiveBatch({ batchSize, delivery, signal })
    }
  }

  const receiving = keepTrying({ source: name, what: "receiving messages", clock, signal, failed }, receiveAll)

  return {
    stop: async () => {
      stopping.abort()
      await receiving
      await Promise.all(running)
    },
    lag: async () => {
      const [queue, dead] = [await queueDepth(context, name), await queueDepth(context, deadLetterQueue(name))]
      return { kind: "queue", function: name, ...queue, deadLetters: dead.visible }
    },
  }
}
