import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { CreateStreamCommand, DescribeStreamSummaryCommand, type KinesisClient } from "@aws-sdk/client-kinesis"
import { CreateBucketCommand, HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3"
import { CreateTopicCommand, type SNSClient } from "@aws-sdk/client-sns"
import type { SQSClient } from "@aws-sdk/client-sqs"
import { type Resource, resources } from "#functions/resources"
import { createQueue, provisionQueues } from "#local/provision/queues"
import { provisionTables } from "#local/provision/tables"
import { unless } from "#local/provision/unless"

export type Clients = { dynamodb: DynamoDBClient; kinesis: KinesisClient; sqs: SQSClient; sns: SNSClient; s3: S3Client }

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
  if (of.kind === "topic") return clients.sns.send(new CreateTopicCommand({ Name: of.name }))
  return undefined
}

/** Creates what the resources and the manifest name and the endpoint does not have yet. Running it again changes nothing. */
export const provision = async (clients: Clients): Promise<void> => {
  const each = Object.values<Resource>(resources).map((of) => resource(clients, of))
  await Promise.all([provisionTables(clients.dynamodb), provisionQueues(clients.sqs), ...each])
}
