import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs"
import { z } from "zod"
import { systemClock } from "#local/clock"
import { keepTrying } from "#local/event-sources/keep-trying"
import { failureLog } from "#local/failure-log"
import type { Outbox } from "#local/outbox"

export type SnsOutboxSettings = { sqs: SQSClient; queueUrl: string; outbox: Outbox }

/** SNS's envelope for queues: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const Notification = z.object({
  MessageId: z.string(),
  TopicArn: z.string(),
  Subject: z.string().default(""),
  Message: z.string(),
  Timestamp: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Value: z.string() })).default({}),
})

const keep = (outbox: Outbox, { Body = "" }: Message) => {
  const { MessageId, TopicArn, Subject, Message, Timestamp, MessageAttributes } = Notification.parse(JSON.parse(Body))
  const attributes = Object.entries(MessageAttributes).map(([name, { Value }]) => [name, Value])
  outbox.add({
    id: MessageId,
    at: Timestamp,
    kind: "sns",
    to: TopicArn.split(":").at(-1) ?? TopicArn,
    subject: Subject,
    text: Message,
    attributes: Object.fromEntries(attributes),
  })
}

/** Moves what the topic put on the queue into the outbox. A message leaves the queue only when it is kept there. */
export const startSnsOutbox = ({ sqs, queueUrl: QueueUrl, outbox }: SnsOutboxSettings) => {
  const closing = new AbortController()
  const { signal } = closing
  const round = async () => {
    const receive = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, MaxNumberOfMessages: 10 })
    const { Messages = [] } = await sqs.send(receive, { abortSignal: signal })
    for (const message of Messages) {
      keep(outbox, message)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }))
    }
  }
  const failed = failureLog(console.error, systemClock)
  const trying = { source: "outbox", what: "receiving", clock: systemClock, signal, failed }
  const run = async () => {
    while (!signal.aborted) await keepTrying(trying, round)
  }
  const running = run()
  return {
    stop: async () => {
      closing.abort()
      await running
    },
  }
}
