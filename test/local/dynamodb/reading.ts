import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type ShardIteratorType,
} from "@aws-sdk/client-dynamodb-streams"

type Where = { type?: ShardIteratorType; from?: string }

/** An iterator on the one shard of the table's newest stream. */
export const shardIterator = async (
  client: DynamoDBStreamsClient,
  table: string,
  { type = "TRIM_HORIZON", from }: Where = {},
) => {
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: table }))
  const StreamArn = Streams.at(-1)?.StreamArn
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }))
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn,
      ShardId: StreamDescription?.Shards?.at(-1)?.ShardId,
      ShardIteratorType: type,
      SequenceNumber: from,
    }),
  )
  return ShardIterator
}

/** All records from the iterator on, read page by page until a page is empty. */
export const recordsFrom = async (
  client: DynamoDBStreamsClient,
  iterator: string | undefined,
  limit?: number,
): Promise<_Record[]> => {
  const records: _Record[] = []
  let next = iterator
  while (next) {
    const page = await client.send(new GetRecordsCommand({ ShardIterator: next, Limit: limit }))
    if (!page.Records?.length) break
    records.push(...page.Records)
    next = page.NextShardIterator
  }
  return records
}

/** Everything in the table's newest stream. */
export const recordsOf = async (client: DynamoDBStreamsClient, table: string) =>
  recordsFrom(client, await shardIterator(client, table))
