import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

export const create = async (client: SQSClient, QueueName: string, Attributes: Record<string, string> = {}) => {
  const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName, Attributes }))
  return QueueUrl
}

/** A running SQS with one queue, `tickets`. */
export const started = async () => {
  const { sqs: client, url, stop } = await localAws(sqs(queues(openState(await temporaryFolder()))))
  return { client, url, stop, queue: await create(client, "tickets") }
}

export const arnOf = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`

export const send = (client: SQSClient, QueueUrl: string, MessageBody: string) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody }))

export const receive = async (client: SQSClient, QueueUrl: string, input: Partial<ReceiveMessageCommandInput> = {}) => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...input }),
  )
  return Messages
}

export const bodies = (messages: { Body?: string | undefined }[]) => messages.map(({ Body }) => Body)

/** Waiting, in flight, delayed. */
export const depth = async (client: SQSClient, QueueUrl: string) => {
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))
  return [
    Attributes.ApproximateNumberOfMessages,
    Attributes.ApproximateNumberOfMessagesNotVisible,
    Attributes.ApproximateNumberOfMessagesDelayed,
  ].map(Number)
}
