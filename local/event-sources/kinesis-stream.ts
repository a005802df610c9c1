import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  type _Record as KinesisRecord,
  type Shard as KinesisShard,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis"
import type { FunctionName } from "#functions/manifest"
import { iteratorTypes, required, type Shard, type Stream, type StreamRecord } from "#local/event-sources/stream"
import { account, arn, region } from "#local/region"

const present = (id: string | undefined) => (id === undefined ? [] : [id])

const toShard = (shard: KinesisShard): Shard => ({
  id: required(shard.ShardId, "ShardId"),
  parents: [...present(shard.ParentShardId), ...present(shard.AdjacentParentShardId)],
})

/** What a stream's records become in the event that its function gets. */
type Destination = { streamArn: string; name: FunctionName }

const toRecord = (record: KinesisRecord, shardId: string, { streamArn, name }: Destination): StreamRecord => ({
  sequenceNumber: required(record.SequenceNumber, "SequenceNumber"),
  key: required(record.PartitionKey, "PartitionKey"),
  arrivedAt: Number(record.ApproximateArrivalTimestamp ?? 0),
  envelope: {
    kinesis: {
      kinesisSchemaVersion: "1.0",
      partitionKey: record.PartitionKey,
      sequenceNumber: record.SequenceNumber,
      data: Buffer.from(record.Data ?? []).toString("base64"),
      approximateArrivalTimestamp: Number(record.ApproximateArrivalTimestamp ?? 0) / 1000,
    },
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    eventID: `${shardId}:${record.SequenceNumber}`,
    eventName: "aws:kinesis:record",
    invokeIdentityArn: `arn:aws:iam::${account}:role/${name}`,
    awsRegion: region,
    eventSourceARN: streamArn,
  },
})

const listShards = async (client: KinesisClient, streamName: string): Promise<KinesisShard[]> => {
  const found: KinesisShard[] = []
  let next: string | undefined
  do {
    const page = await client.send(new ListShardsCommand(next ? { NextToken: next } : { StreamName: streamName }))
    found.push(...(page.Shards ?? []))
    next = page.NextToken
  } while (next)
  return found
}

/**
 * A Kinesis data stream with the envelopes that Lambda makes of its records for the function `name`.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export const kinesisStream = (client: KinesisClient, streamName: string, name: FunctionName): Stream => {
  const streamArn = arn("kinesis", `stream/${streamName}`)
  const closed = new Set<string>()

  const shards = async () => {
    const found = await listShards(client, streamName)
    for (const { ShardId = "", SequenceNumberRange } of found)
      if (SequenceNumberRange?.EndingSequenceNumber) closed.add(ShardId)
    return found.map(toShard)
  }

  const open: Stream["open"] = async (shardId, position) => {
    const answer = await client.send(
      new GetShardIteratorCommand({
        StreamName: streamName,
        ShardId: shardId,
        ShardIteratorType: iteratorTypes[position.from],
        ...(position.from !== "start" && { StartingSequenceNumber: position.sequenceNumber }),
      }),
    )
    return { shardId, iterator: required(answer.ShardIterator, "ShardIterator") }
  }

  const read: Stream["read"] = async (cursor, limit) => {
    const { shardId, iterator } = cursor
    const answer = await client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: limit }))
    const records = (answer.Records ?? []).map((record) => toRecord(record, shardId, { streamArn, name }))
    const atTip = records.length === 0 && answer.MillisBehindLatest === 0
    // kinesalite moves an iterator past a stream's very first record when that is being written during the read.
    if (atTip && !closed.has(shardId)) return { records, next: cursor }
    return { records, next: answer.NextShardIterator ? { shardId, iterator: answer.NextShardIterator } : undefined }
  }

  return { arn: streamArn, batchInfo: "KinesisBatchInfo", shards, open, read }
}
