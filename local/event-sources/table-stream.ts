import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as TableRecord,
} from "@aws-sdk/client-dynamodb-streams"
import { itemJson } from "#local/event-sources/attribute-json"
import { iteratorTypes, required, type Shard, type Stream, type StreamRecord } from "#local/event-sources/stream"
import { region } from "#local/region"
import type { Table } from "#schemas/tables"

const seconds = (time: Date | undefined) => Math.floor(Number(time ?? 0) / 1000)

const change = ({ dynamodb = {} }: TableRecord) => ({
  ApproximateCreationDateTime: seconds(dynamodb.ApproximateCreationDateTime),
  ...(dynamodb.Keys && { Keys: itemJson(dynamodb.Keys) }),
  ...(dynamodb.NewImage && { NewImage: itemJson(dynamodb.NewImage) }),
  ...(dynamodb.OldImage && { OldImage: itemJson(dynamodb.OldImage) }),
  SequenceNumber: dynamodb.SequenceNumber,
  SizeBytes: dynamodb.SizeBytes,
  StreamViewType: dynamodb.StreamViewType,
})

/** Only deletions by TTL have one. */
const identity = ({ userIdentity }: TableRecord) =>
  userIdentity && { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } }

const toRecord = (record: TableRecord, streamArn: string, partitionKey: string): StreamRecord => ({
  sequenceNumber: required(record.dynamodb?.SequenceNumber, "SequenceNumber"),
  key: JSON.stringify(required(record.dynamodb?.Keys?.[partitionKey], `key ${partitionKey}`)),
  arrivedAt: Number(record.dynamodb?.ApproximateCreationDateTime ?? 0),
  envelope: {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: "aws:dynamodb",
    awsRegion: record.awsRegion ?? region,
    dynamodb: change(record),
    ...identity(record),
    eventSourceARN: streamArn,
  },
})

const listShards = async (client: DynamoDBStreamsClient, StreamArn: string): Promise<Shard[]> => {
  const found: Shard[] = []
  let last: string | undefined
  do {
    const page = await client.send(new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId: last }))
    for (const { ShardId, ParentShardId } of page.StreamDescription?.Shards ?? [])
      found.push({ id: required(ShardId, "ShardId"), parents: ParentShardId ? [ParentShardId] : [] })
    last = page.StreamDescription?.LastEvaluatedShardId
  } while (last)
  return found
}

/**
 * A table's stream, with the envelopes that Lambda makes of its records. `streamArn` is the stream to read.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export const tableStream = (client: DynamoDBStreamsClient, table: Table, streamArn: string): Stream => {
  const shards = () => listShards(client, streamArn)

  const open: Stream["open"] = async (shardId, position) => {
    const answer = await client.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: iteratorTypes[position.from],
        ...(position.from !== "start" && { SequenceNumber: position.sequenceNumber }),
      }),
    )
    return { shardId, iterator: required(answer.ShardIterator, "ShardIterator") }
  }

  const read: Stream["read"] = async ({ shardId, iterator }, limit) => {
    const answer = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: Math.min(limit, 1_000) }))
    const records = (answer.Records ?? []).map((record) => toRecord(record, streamArn, table.partitionKey.name))
    return { records, next: answer.NextShardIterator ? { shardId, iterator: answer.NextShardIterator } : undefined }
  }

  return { arn: streamArn, batchInfo: "DDBStreamBatchInfo", shards, open, read }
}

/** The ARN of a table's stream. Throws where the table has none. */
export const streamArnOf = async (client: DynamoDBStreamsClient, tableName: string): Promise<string> => {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: tableName }))
  // A table that lost its stream and got another has two: the later label is the live one.
  const [newest] = Streams.toSorted((a, b) => String(b.StreamLabel).localeCompare(String(a.StreamLabel)))
  if (newest?.StreamArn) return newest.StreamArn
  throw new Error(`Table ${tableName} has no stream: create it as schemas/tables.ts says`)
}
