import { z } from "zod"
import { account } from "#local/region"
import { md5OfAttributes, md5OfBody } from "#local/sqs/message"
import type { Stored } from "#local/sqs/message-table"
import { onQueue } from "#local/sqs/queue-operations"

const names = z.array(z.string()).default([])

export const receiveInput = onQueue.extend({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).optional(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
})

type Asked = z.infer<typeof receiveInput>

/** `All`, `.*`, a name, or a beginning followed by `.*`. */
const picks = (wanted: readonly string[]) => (name: string) =>
  wanted.some((each) => each === "All" || each === name || (each.endsWith(".*") && name.startsWith(each.slice(0, -2))))

const pick = <T>(values: Record<string, T>, wanted: readonly string[]): Record<string, T> => {
  const picked = picks(wanted)
  return Object.fromEntries(Object.entries(values).filter(([name]) => picked(name)))
}

const systemAttributes = ({ sentAt, receives, firstReceived, deadLetterSource }: Stored): Record<string, string> => ({
  SenderId: account,
  SentTimestamp: String(sentAt),
  ApproximateReceiveCount: String(receives),
  ApproximateFirstReceiveTimestamp: String(firstReceived ?? sentAt),
  ...(deadLetterSource && { DeadLetterQueueSourceArn: deadLetterSource }),
})

const unlessEmpty = (name: string, values: Record<string, unknown>) =>
  Object.keys(values).length > 0 ? { [name]: values } : {}

/** A message as ReceiveMessage answers it, with the attributes that were asked for. */
export const delivered = (message: Stored, asked: Asked) => {
  const attributes = pick(message.attributes, asked.MessageAttributeNames)
  const digest = md5OfAttributes(attributes)
  const system = pick(systemAttributes(message), [...asked.AttributeNames, ...asked.MessageSystemAttributeNames])
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5OfBody(message.body),
    ...unlessEmpty("Attributes", system),
    ...unlessEmpty("MessageAttributes", attributes),
    ...(digest && { MD5OfMessageAttributes: digest }),
  }
}
