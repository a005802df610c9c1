import { PutItemCommand } from "@aws-sdk/client-dynamodb"
import { BatchWriteCommand, DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, describe, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsOf } from "#test/local/dynamodb/reading"
import { type Served, served } from "#test/local/dynamodb/served"

let db: Served
beforeEach(async () => {
  db = await served()
})

const put = (Item: Record<string, unknown>) => db.documents.send(new PutCommand({ TableName: "events", Item }))
const remove = (pk: string, sk: number) =>
  db.documents.send(new DeleteCommand({ TableName: "events", Key: { pk, sk } }))

describe("a table with a stream of new and old images", () => {
  beforeEach(() => createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_AND_OLD_IMAGES" }))

  test("records each write with its images, in AWS's shape", async () => {
    const before = Date.now()
    await put({ pk: "T#1", sk: 1, text: "a" })
    await put({ pk: "T#1", sk: 1, text: "b" })
    await remove("T#1", 1)
    const records = await recordsOf(db.streams, "events")
    const Keys = { pk: { S: "T#1" }, sk: { N: "1" } }
    const [a, b] = ["a", "b"].map((S) => ({ ...Keys, text: { S } }))
    const shared = { eventVersion: "1.1", eventSource: "aws:dynamodb", awsRegion: "us-east-1" }
    const change = { Keys, StreamViewType: "NEW_AND_OLD_IMAGES", SizeBytes: expect.any(Number) }
    expect(records).toMatchObject([
      { ...shared, eventName: "INSERT", dynamodb: { ...change, NewImage: a } },
      { ...shared, eventName: "MODIFY", dynamodb: { ...change, OldImage: a, NewImage: b } },
      { ...shared, eventName: "REMOVE", dynamodb: { ...change, OldImage: b } },
    ])
    expect(records[0]?.dynamodb).not.toHaveProperty("OldImage")
    expect(records[2]?.dynamodb).not.toHaveProperty("NewImage")
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3)
    const sequence = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? "")
    expect(sequence).toEqual(sequence.toSorted())
    expect(sequence[0]).toMatch(/^\d{21,40}$/)
    const created = Number(records[0]?.dynamodb?.ApproximateCreationDateTime)
    expect(created).toBeGreaterThan(before - 1_000)
    expect(created).toBeLessThanOrEqual(Date.now())
  })

  test("records nothing for a write that changes nothing", async () => {
    const tags = new Set(["x", "y"])
    await put({ pk: "T#1", sk: 1, tags, map: { a: 1, b: [1, { c: null }] } })
    await put({ map: { b: [1, { c: null }], a: 1 }, tags: new Set(["y", "x"]), sk: 1, pk: "T#1" })
    await db.documents.send(
      new UpdateCommand({
        TableName: "events",
        Key: { pk: "T#1", sk: 1 },
        UpdateExpression: "SET #m.a = :one",
        ExpressionAttributeNames: { "#m": "map" },
        ExpressionAttributeValues: { ":one": 1 },
      }),
    )
    await remove("T#1", 2)
    expect((await recordsOf(db.streams, "events")).map(({ eventName }) => eventName)).toEqual(["INSERT"])
  })

  test("records nothing for a write whose condition fails", async () => {
    await put({ pk: "T#1", sk: 1 })
    const again = new PutCommand({
      TableName: "events",
      Item: { pk: "T#1", sk: 1, text: "late" },
      ConditionExpression: "attribute_not_exists(pk)",
    })
    await expect(db.documents.send(again)).rejects.toThrow("The conditional request failed")
    expect(await recordsOf(db.streams, "events")).toHaveLength(1)
  })

  test("records every item of a batch", async () => {
    const keys = Array.from({ length: 25 }, (_, at) => at + 1)
    const puts = keys.map((sk) => ({ PutRequest: { Item: { pk: "T#1", sk } } }))
    await db.documents.send(new BatchWriteCommand({ RequestItems: { events: puts } }))
    const records = await recordsOf(db.streams, "events")
    expect(records.map(({ dynamodb }) => Number(dynamodb?.Keys?.sk?.N)).toSorted((a, b) => a - b)).toEqual(keys)
  })
})

test.each([
  ["NEW_IMAGE", ["NewImage"]],
  ["OLD_IMAGE", ["OldImage"]],
  ["KEYS_ONLY", []],
] as const)("a stream of %s carries that and no other image", async (stream, images) => {
  await createTable(db.dynamodb, "events", { sortKey: "N", stream })
  await put({ pk: "T#1", sk: 1, n: 1 })
  await put({ pk: "T#1", sk: 1, n: 2 })
  const [, modified] = await recordsOf(db.streams, "events")
  expect(modified).toMatchObject({ eventName: "MODIFY", dynamodb: { StreamViewType: stream } })
  expect(Object.keys(modified?.dynamodb ?? {}).filter((name) => name.endsWith("Image"))).toEqual(images)
})

test("the images hold binary, sets, nested values and names of types as they were written", async () => {
  await createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_IMAGE" })
  const Item = {
    pk: { S: 'quote " and ☃' },
    sk: { N: "1" },
    bytes: { B: Buffer.from([0, 255, 7]) },
    SS: { M: { SS: { L: [{ BOOL: false }, { NULL: true }] } } },
    set: { NS: ["1", "2.5"] },
  }
  await db.dynamodb.send(new PutItemCommand({ TableName: "events", Item }))
  await db.dynamodb.send(new PutItemCommand({ TableName: "events", Item }))
  const records = await recordsOf(db.streams, "events")
  expect(records).toHaveLength(1)
  const image = records[0]?.dynamodb?.NewImage
  expect(Buffer.from(image?.bytes?.B ?? [])).toEqual(Item.bytes.B)
  expect({ ...image, bytes: undefined }).toEqual({ ...Item, bytes: undefined })
})
