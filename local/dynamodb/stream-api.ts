import { z } from "zod"
import { type Catalog, streamArn } from "#local/dynamodb/catalog"
import type { Parts } from "#local/dynamodb/item-store"
import { invalid, notFound, parsed } from "#local/dynamodb/refusal"
import { lowestAt } from "#local/dynamodb/sequence"
import { after, type StreamOf, type Streams } from "#local/dynamodb/streams"

const listRequest = z.object({
  TableName: z.string().optional(),
  ExclusiveStartStreamArn: z.string().optional(),
  Limit: z.number().int().min(1).max(100).default(100),
})
const describeRequest = z.object({ StreamArn: z.string(), ExclusiveStartShardId: z.string().optional() })
const sequenceNumber = z.string().regex(/^\d{21,40}$/)
const iteratorRequest = z.intersection(
  z.object({ StreamArn: z.string(), ShardId: z.string() }),
  z.discriminatedUnion("ShardIteratorType", [
    z.object({ ShardIteratorType: z.enum(["TRIM_HORIZON", "LATEST"]) }),
    z.object({
      ShardIteratorType: z.enum(["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"]),
      SequenceNumber: sequenceNumber,
    }),
  ]),
)
const recordsRequest = z.object({
  ShardIterator: z.string(),
  Limit: z.number().int().min(1).max(1000).default(1000),
})

/** A stream has one shard: a sequence of its own gives the order of all its writes. */
const shardId = ({ stream }: StreamOf) => `shardId-${String(stream.createdAt).padStart(20, "0")}-00000000`
const arnOf = ({ table, stream }: StreamOf) => streamArn(table, stream)

const findStream = (catalog: Catalog, streamArnText: string): StreamOf => {
  const [, table = "", , label] = streamArnText.split("/")
  const stream = catalog.get(table)?.streams.find((one) => one.label === label)
  if (stream && streamArn(table, stream) === streamArnText) return { table, stream }
  throw notFound(`Stream: ${streamArnText} not found`)
}

export const listStreams =
  ({ catalog }: Parts) =>
  async (input: unknown) => {
    const { TableName: only, ExclusiveStartStreamArn: start, Limit: limit } = parsed(listRequest, input)
    const all = catalog
      .all()
      .flatMap(({ description: { TableName: table }, streams }) => streams.map((stream) => ({ table, stream })))
      .filter(({ table }) => only === undefined || table === only)
    const from = start === undefined ? 0 : all.findIndex((of) => arnOf(of) === start) + 1
    const page = all.slice(from, from + limit)
    const last = page.at(-1)
    return {
      Streams: page.map((of) => ({ StreamArn: arnOf(of), TableName: of.table, StreamLabel: of.stream.label })),
      ...(last && from + limit < all.length && { LastEvaluatedStreamArn: arnOf(last) }),
    }
  }

const shardOf = (of: StreamOf, streams: Streams) => ({
  ShardId: shardId(of),
  SequenceNumberRange: {
    StartingSequenceNumber: lowestAt(of.stream.createdAt),
    // A shard that takes no more records is closed.
    ...(!of.stream.enabled && { EndingSequenceNumber: streams.latest(of).slice(0, -1) }),
  },
})

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export const describeStream =
  ({ catalog, streams }: Parts) =>
  async (input: unknown) => {
    const { StreamArn, ExclusiveStartShardId: start } = parsed(describeRequest, input)
    const of = findStream(catalog, StreamArn)
    return {
      StreamDescription: {
        StreamArn,
        StreamLabel: of.stream.label,
        StreamStatus: of.stream.enabled ? "ENABLED" : "DISABLED",
        StreamViewType: of.stream.viewType,
        CreationRequestDateTime: of.stream.createdAt / 1000,
        TableName: of.table,
        KeySchema: catalog.get(of.table)?.description.KeySchema,
        Shards: start === undefined ? [shardOf(of, streams)] : [],
      },
    }
  }

const positionOf = (request: z.infer<typeof iteratorRequest>, of: StreamOf, streams: Streams): string => {
  switch (request.ShardIteratorType) {
    case "TRIM_HORIZON":
      return ""
    case "LATEST":
      return streams.latest(of)
    case "AT_SEQUENCE_NUMBER":
      return request.SequenceNumber
    case "AFTER_SEQUENCE_NUMBER":
      return after(request.SequenceNumber)
  }
}

const iteratorAt = (streamArnText: string, position: string) => `${streamArnText}|${position}`

/**
 * A place in the stream, which stays valid: it does not expire after 15 minutes as on AWS. Where the records from there
 * on are already trimmed, it is the oldest that is left.
 */
export const getShardIterator =
  ({ catalog, streams }: Parts) =>
  async (input: unknown) => {
    const request = parsed(iteratorRequest, input)
    const of = findStream(catalog, request.StreamArn)
    if (request.ShardId !== shardId(of)) throw notFound(`Shard: ${request.ShardId} of ${request.StreamArn} not found`)
    return { ShardIterator: iteratorAt(request.StreamArn, positionOf(request, of, streams)) }
  }

/**
 * The answer as JSON, put together from the records' own. `NextShardIterator` is missing at the end of a closed shard.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
 */
export const getRecords =
  ({ catalog, streams }: Parts) =>
  async (input: unknown): Promise<string> => {
    const { ShardIterator: iterator, Limit: limit } = parsed(recordsRequest, input)
    const [streamArnText = "", position] = iterator.split("|")
    if (position === undefined) throw invalid("Invalid ShardIterator: take one from GetShardIterator or GetRecords")
    const of = findStream(catalog, streamArnText)
    const page = await streams.read(of, position, limit)
    const more = of.stream.enabled || page.records.length > 0
    const next = more ? `,"NextShardIterator":${JSON.stringify(iteratorAt(streamArnText, page.position))}` : ""
    return `{"Records":[${page.records.join(",")}]${next}}`
  }
