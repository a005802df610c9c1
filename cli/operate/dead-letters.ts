import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { KinesisClient } from "@aws-sdk/client-kinesis"
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda"
import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist, SQSClient } from "@aws-sdk/client-sqs"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { missingParts, onDesk } from "#cli/operate/desk-environment"
import { redriveUnpublished } from "#cli/operate/redrive-unpublished"
import type { FunctionName } from "#functions/manifest"
import { type Resource, resources } from "#functions/resources"
import { hasDeadLetters } from "#functions/spec"
import { type DeadLetter, deadLetters, type Redriven } from "#local/event-sources/dead-letters"
import { functionOfQueue, type RedriveOptions, redrive } from "#local/event-sources/redrive"
import { deployedFunctions } from "#stacks/parts"

const sqs = new SQSClient({})

/** Every dead-letter queue: those that functions refuse to, and one of each function that reads a queue or a stream. */
const letterQueues = (): string[] => [
  ...Object.values<Resource>(resources).flatMap(({ kind, name }) => (kind === "queue" ? [name] : [])),
  ...deployedFunctions(missingParts()).flatMap(([name, spec]) => (hasDeadLetters(spec) ? [`${name}-dlq`] : [])),
]

const urlOf = async (queue: string): Promise<string> => {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: onDesk(queue) }))
    return QueueUrl ?? ""
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error
    throw new Error(`There is no queue ${queue}; there are ${letterQueues().join(", ")}`)
  }
}

export type Depth = { queue: string; letters: number }

/** How many letters lie in each queue, those in sight and those that somebody is looking at. */
export const depths = (): Promise<Depth[]> =>
  Promise.all(
    letterQueues().map(async (queue) => {
      const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const
      const ask = new GetQueueAttributesCommand({ QueueUrl: await urlOf(queue), AttributeNames: [...AttributeNames] })
      const { Attributes = {} } = await sqs.send(ask)
      return { queue, letters: AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0) }
    }),
  )

/** The letters of one queue, oldest first, at most 100. */
export const lettersIn = async (queue: string): Promise<DeadLetter[]> => deadLetters(sqs, await urlOf(queue))

const lambda = new LambdaClient({})

/** Rejects where the function fails, as Lambda reports it. */
const invoke = async (name: FunctionName, event: unknown): Promise<unknown> => {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: onDesk(name), Payload: JSON.stringify(event) }))
  const payload = answer.Payload?.transformToString() ?? "null"
  if (answer.FunctionError) throw new Error(`${name}: ${payload}`)
  return JSON.parse(payload)
}

/** Gives a function its dead letters again. Answers how many, how many are left and why. */
export const redriveQueue = async (queue: string): Promise<Redriven> => {
  if (queue === resources.intakeDeadLetters.name)
    throw new Error(`${queue} holds what integrators sent wrongly: correct it there, and send it again`)
  if (queue === resources.eventDeadLetters.name)
    return redriveUnpublished({ sqs, dynamodb: new DynamoDBClient({}), url: await urlOf(queue), invoke })
  const clients = {
    sqs,
    kinesis: new KinesisClient({ requestHandler: new NodeHttpHandler() }),
    streams: new DynamoDBStreamsClient({}),
  }
  const options: RedriveOptions = { clients, queueUrl: urlOf, invoke }
  return redrive(options, functionOfQueue(queue))
}
