import { DescribeTableCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb"
import { DescribeStreamCommand, GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-dynamodb-streams"
import { PutCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, describe, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsFrom, recordsOf, shardIterator } from "#test/local/dynamodb/reading"
import { type Served, served } from "#test/local/dynamodb/served"
import { temporaryFolder } from "#test/support/temporary"

let db: Served
beforeEach(async () => {
  db = await served()
})

const put = (Item: Record<string, unknown>) => db.documents.send(new PutCommand({ TableName: "events", Item }))
const describeTable = async () => (await db.dynamodb.send(new DescribeTableCommand({ TableName: "events" }))).Table
const numbers = (from: number, until: number) => Array.from({ length: until - from + 1 }, (_, at) => from + at)
const sortKeys = (records: Awaited<ReturnType<typeof recordsOf>>) =>
  records.map(({ dynamodb }) => Number(dynamodb?.Keys?.sk?.N))

describe("a table with a stream", () => {
  beforeEach(() => createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_AND_OLD_IMAGES" }))

  test("tells about the stream when it is described", async () => {
    const table = await describeTable()
    expect(table).toMatchObject({
      TableStatus: "ACTIVE",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    })
    expect(table?.LatestStreamArn).toBe(
      `arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/${table?.LatestStreamLabel}`,
    )
    const { StreamDescription } = await db.streams.send(
      new DescribeStreamCommand({ StreamArn: table?.LatestStreamArn }),
    )
    expect(StreamDescription).toMatchObject({
      StreamStatus: "ENABLED",
      StreamViewType: "NEW_AND_OLD_IMAGES",
      TableName: "events",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      Shards: [
        {
          ShardId: expect.stringMatching(/^shardId-/),
          SequenceNumberRange: { StartingSequenceNumber: expect.any(String) },
        },
      ],
    })
  })

  test("is read page by page, with nothing twice and nothing left out", async () => {
    for (const sk of numbers(1, 10)) await put({ pk: "T#1", sk })
    const iterator = await shardIterator(db.streams, "events")
    const { Records, NextShardIterator } = await db.streams.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: 4 }),
    )
    expect(sortKeys(Records ?? [])).toEqual([1, 2, 3, 4])
    expect(sortKeys(await recordsFrom(db.streams, NextShardIterator, 3))).toEqual(numbers(5, 10))
  })

  test("is read from the end on, and from at or after a sequence number", async () => {
    for (const sk of [1, 2, 3]) await put({ pk: "T#1", sk })
    const from = (await recordsOf(db.streams, "events"))[1]?.dynamodb?.SequenceNumber ?? ""
    const latest = await shardIterator(db.streams, "events", { type: "LATEST" })
    const at = await shardIterator(db.streams, "events", { type: "AT_SEQUENCE_NUMBER", from })
    const after = await shardIterator(db.streams, "events", { type: "AFTER_SEQUENCE_NUMBER", from })
    await put({ pk: "T#1", sk: 4 })
    expect(sortKeys(await recordsFrom(db.streams, latest))).toEqual([4])
    expect(sortKeys(await recordsFrom(db.streams, at))).toEqual([2, 3, 4])
    expect(sortKeys(await recordsFrom(db.streams, after))).toEqual([3, 4])
  })

  test("gives a reader of an idle shard the same place again until something is written", async () => {
    await put({ pk: "T#1", sk: 1 })
    let next = await shardIterator(db.streams, "events", { type: "LATEST" })
    for (let poll = 0; poll < 3; poll++) {
      const page = await db.streams.send(new GetRecordsCommand({ ShardIterator: next }))
      expect(page.Records).toEqual([])
      next = page.NextShardIterator
    }
    await put({ pk: "T#1", sk: 2 })
    expect(sortKeys(await recordsFrom(db.streams, next))).toEqual([2])
  })

  test("can be disabled: its records stay, its shard ends", async () => {
    await put({ pk: "T#1", sk: 1 })
    const iterator = await shardIterator(db.streams, "events")
    await db.dynamodb.send(
      new UpdateTableCommand({ TableName: "events", StreamSpecification: { StreamEnabled: false } }),
    )
    await put({ pk: "T#1", sk: 2 })
    const first = await db.streams.send(new GetRecordsCommand({ ShardIterator: iterator }))
    const second = await db.streams.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator }))
    expect(sortKeys(first.Records ?? [])).toEqual([1])
    expect(second.Records).toEqual([])
    expect(second.NextShardIterator).toBeUndefined()
    expect((await describeTable())?.StreamSpecification).toBeUndefined()
  })
})

test("a stream enabled later sees what is written from then on", async () => {
  await createTable(db.dynamodb, "events", { sortKey: "N" })
  await put({ pk: "T#1", sk: 1 })
  const enable = new UpdateTableCommand({
    TableName: "events",
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  })
  await db.dynamodb.send(enable)
  await put({ pk: "T#1", sk: 2 })
  expect(sortKeys(await recordsOf(db.streams, "events"))).toEqual([2])
  await expect(db.dynamodb.send(enable)).rejects.toThrow("already has an enabled stream")
})

test("a stream that is not there is ResourceNotFoundException", async () => {
  const StreamArn = "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000"
  const missing = { name: "ResourceNotFoundException" }
  await expect(db.streams.send(new DescribeStreamCommand({ StreamArn }))).rejects.toMatchObject(missing)
  const iterator = { StreamArn, ShardId: "shardId-00000000000000000000-00000000", ShardIteratorType: "LATEST" } as const
  await expect(db.streams.send(new GetShardIteratorCommand(iterator))).rejects.toMatchObject(missing)
  const records = new GetRecordsCommand({ ShardIterator: `${StreamArn}|` })
  await expect(db.streams.send(records)).rejects.toMatchObject(missing)
})

test("the order of records goes on after a restart, and an iterator from before still holds", async () => {
  const folder = await temporaryFolder()
  db = await served(folder)
  await createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_IMAGE" })
  await put({ pk: "T#1", sk: 1 })
  const end = await shardIterator(db.streams, "events", { type: "LATEST" })
  await db.stop()
  db = await served(folder)
  await put({ pk: "T#1", sk: 2 })
  expect(sortKeys(await recordsFrom(db.streams, end))).toEqual([2])
  expect(sortKeys(await recordsOf(db.streams, "events"))).toEqual([1, 2])
})

test("records older than 24 hours are trimmed, and a reader from the start goes on with the rest", async () => {
  await createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_IMAGE" })
  await put({ pk: "T#1", sk: 1 })
  const start = await shardIterator(db.streams, "events")
  const day = 24 * 60 * 60 * 1000
  await db.service.trim(Date.now() + day - 60_000)
  expect(sortKeys(await recordsFrom(db.streams, start))).toEqual([1])
  await db.service.trim(Date.now() + day + 60_000)
  await put({ pk: "T#1", sk: 2 })
  expect(sortKeys(await recordsFrom(db.streams, start))).toEqual([2])
})
