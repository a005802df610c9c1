import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { CreateStreamCommand, DescribeStreamSummaryCommand, type KinesisClient } from "@aws-sdk/client-kinesis"
import { CreateBucketCommand, HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3"
import { CreateTopicCommand, type SNSClient, SubscribeCommand } from "@aws-sdk/client-sns"
import type { SQSClient } from "@aws-sdk/client-sqs"
import { type Resource, resources } from "#functions/resources"
import { createQueue, provisionQueues } from "#local/provision/queues"
import { provisionTables } from "#local/provision/tables"
import { unless } from "#local/provision/unless"
import { arn } from "#local/region"

export type Clients = { dynamodb: DynamoDBClient; kinesis: KinesisClient; sqs: SQSClient; sns: SNSClient; s3: S3Client }

/** The queue that everything published to the topic is copied to, for the outbox. */
export const outboxQueue = "outbox"

const topic = async ({ sqs, sns }: Clients, Name: string) => {
  await createQueue(sqs, outboxQueue)
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name }))
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn("sqs", outboxQueue) }))
}

const stream = ({ kinesis }: Clients, StreamName: string, ShardCount: number) =>
  unless(
    () => kinesis.send(new DescribeStreamSummaryCommand({ StreamName })),
    () => kinesis.send(new CreateStreamCommand({ StreamName, ShardCount })),
  )

const bucket = ({ s3 }: Clients, Bucket: string) =>
  unless(
    () => s3.send(new HeadBucketCommand({ Bucket })),
    () => s3.send(new CreateBucketCommand({ Bucket })),
  )

/** Kinds that are not here exist by themselves: the services that serve them know the manifest. */
const resource = async (clients: Clients, of: Resource): Promise<unknown> => {
  if (of.kind === "kinesis") return stream(clients, of.name, of.shards)
  if (of.kind === "bucket") return bucket(clients, of.name)
  if (of.kind === "queue") return createQueue(clients.sqs, of.name)
  if (of.kind === "topic") return topic(clients, of.name)
  return undefined
}

/** Creates what the resources and the manifest name and the endpoint does not have yet. Running it again changes nothing. */
export const provision = async (clients: Clients): Promise<void> => {
  const each = Object.values<Resource>(resources).map((of) => resource(clients, of))
  await Promise.all([provisionTables(clients.dynamodb), provisionQueues(clients.sqs), ...each])
}
