import { z } from "zod"
import { AwsError, type Operation } from "#local/service"
import { eachEntry, entriesOf, entry } from "#local/sqs/batch"
import { md5OfAttributes, md5OfBody, messageAttributes, type Outgoing, sizeOf } from "#local/sqs/message"
import { largestMessage } from "#local/sqs/queue-attributes"
import { onQueue } from "#local/sqs/queue-operations"
import type { Queues } from "#local/sqs/queues"
import { delivered, receiveInput } from "#local/sqs/received-message"

const outgoing = {
  MessageBody: z.string(),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: messageAttributes.default({}),
}
const toSend = z.object(outgoing)
const receipt = { ReceiptHandle: z.string().min(1) }
const visibility = { ...receipt, VisibilityTimeout: z.number().int().min(0).max(43_200) }

const message = ({ MessageBody, DelaySeconds, MessageAttributes }: z.infer<typeof toSend>): Outgoing => ({
  body: MessageBody,
  attributes: MessageAttributes,
  delaySeconds: DelaySeconds,
})

const sent = ({ body, attributes = {} }: Outgoing, MessageId: string | undefined) => {
  const digest = md5OfAttributes(attributes)
  return { MessageId, MD5OfMessageBody: md5OfBody(body), ...(digest && { MD5OfMessageAttributes: digest }) }
}

const checkBatchSize = (messages: readonly Outgoing[]) => {
  const size = messages.reduce((sum, each) => sum + sizeOf(each), 0)
  const text = `Batch requests cannot be longer than ${largestMessage} bytes. You have sent ${size} bytes.`
  if (size > largestMessage) throw new AwsError("BatchRequestTooLong", text)
}

const sendOperations = (queues: Queues): Record<string, Operation> => {
  const sendOne = (queue: string, input: z.infer<typeof toSend>) => {
    const each = message(input)
    const [id] = queues.send(queue, [each])
    return sent(each, id)
  }
  const send: Operation = async (input) => {
    const { QueueUrl, ...rest } = onQueue.extend(outgoing).parse(input)
    return sendOne(QueueUrl, rest)
  }
  const sendBatch: Operation = async (input) => {
    const { QueueUrl, Entries } = onQueue.extend({ Entries: entriesOf(entry.extend(outgoing)) }).parse(input)
    queues.named(QueueUrl)
    checkBatchSize(Entries.map(message))
    return queues.together(() => eachEntry(Entries, (each) => sendOne(QueueUrl, each)))
  }
  return { SendMessage: send, SendMessageBatch: sendBatch }
}

const checkedReceipt = (handle: string) => {
  const message = `The input receipt handle is invalid: ${handle}`
  if (!z.uuid().safeParse(handle).success) throw new AwsError("ReceiptHandleIsInvalid", message)
  return handle
}

const settleOperations = (queues: Queues): Record<string, Operation> => {
  const removeOne = (queue: string, handle: string) => {
    queues.remove(queue, checkedReceipt(handle))
    return {}
  }
  const hideOne = (
    queue: string,
    { ReceiptHandle, VisibilityTimeout }: { ReceiptHandle: string; VisibilityTimeout: number },
  ) => {
    queues.hide(queue, checkedReceipt(ReceiptHandle), VisibilityTimeout)
    return {}
  }
  const remove: Operation = async (input) => {
    const { QueueUrl, ReceiptHandle } = onQueue.extend(receipt).parse(input)
    return removeOne(QueueUrl, ReceiptHandle)
  }
  const removeBatch: Operation = async (input) => {
    const { QueueUrl, Entries } = onQueue.extend({ Entries: entriesOf(entry.extend(receipt)) }).parse(input)
    return queues.together(() => eachEntry(Entries, ({ ReceiptHandle }) => removeOne(QueueUrl, ReceiptHandle)))
  }
  const hide: Operation = async (input) => {
    const { QueueUrl, ...rest } = onQueue.extend(visibility).parse(input)
    return hideOne(QueueUrl, rest)
  }
  const hideBatch: Operation = async (input) => {
    const { QueueUrl, Entries } = onQueue.extend({ Entries: entriesOf(entry.extend(visibility)) }).parse(input)
    return queues.together(() => eachEntry(Entries, (each) => hideOne(QueueUrl, each)))
  }
  return {
    DeleteMessage: remove,
    DeleteMessageBatch: removeBatch,
    ChangeMessageVisibility: hide,
    ChangeMessageVisibilityBatch: hideBatch,
  }
}

/** The operations on messages. */
export const messageOperations = (queues: Queues): Record<string, Operation> => {
  const receive: Operation = async (input, { gone }) => {
    const asked = receiveInput.parse(input)
    const want = { most: asked.MaxNumberOfMessages, visibility: asked.VisibilityTimeout, wait: asked.WaitTimeSeconds }
    const messages = await queues.receive(asked.QueueUrl, want, gone)
    return messages.length > 0 ? { Messages: messages.map((each) => delivered(each, asked)) } : {}
  }
  return { ...sendOperations(queues), ...settleOperations(queues), ReceiveMessage: receive }
}
