import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb"
import { beforeEach, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { type Served, served } from "#test/local/dynamodb/served"

let db: Served
beforeEach(async () => {
  db = await served()
  await createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_IMAGE" })
})

const putCommits = async (pk: string, versions: readonly number[]) => {
  for (const sk of versions) await db.documents.send(new PutCommand({ TableName: "events", Item: { pk, sk } }))
}

test("a number sort key is queried backwards, a page at a time, in the order of numbers", async () => {
  await putCommits("T#1", [1, 2, 9, 10, 11, 100])
  await putCommits("T#2", [5])
  const query = {
    TableName: "events",
    KeyConditionExpression: "pk = :pk AND sk > :after",
    ExpressionAttributeValues: { ":pk": "T#1", ":after": 1 },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: 2,
  }
  const first = await db.documents.send(new QueryCommand(query))
  const second = await db.documents.send(new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }))
  expect(first.Items?.map(({ sk }) => sk)).toEqual([100, 11])
  expect(second.Items?.map(({ sk }) => sk)).toEqual([10, 9])
})

test("only one of many concurrent puts on the condition that there is no item succeeds", async () => {
  const put = (writer: number) =>
    db.documents.send(
      new PutCommand({
        TableName: "events",
        Item: { pk: "T#1", sk: 1, writer },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    )
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, writer) => put(writer)))
  const winner = outcomes.findIndex(({ status }) => status === "fulfilled")
  const { Item } = await db.documents.send(new GetCommand({ TableName: "events", Key: { pk: "T#1", sk: 1 } }))
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(Item?.writer).toBe(winner)
})

test("an update counts up from if_not_exists and returns what it wrote", async () => {
  const count = () =>
    db.documents.send(
      new UpdateCommand({
        TableName: "events",
        Key: { pk: "COUNT", sk: 1 },
        UpdateExpression: "SET #n = if_not_exists(#n, :zero) + :one",
        ExpressionAttributeNames: { "#n": "n" },
        ExpressionAttributeValues: { ":zero": 0, ":one": 1 },
        ReturnValues: "ALL_NEW",
      }),
    )
  await Promise.all(Array.from({ length: 9 }, count))
  expect((await count()).Attributes).toEqual({ pk: "COUNT", sk: 1, n: 10 })
})

test("segments of a scan together find every item once", async () => {
  const ids = Array.from({ length: 60 }, (_, at) => `T#${at}`)
  for (let at = 0; at < ids.length; at += 20) {
    const puts = ids.slice(at, at + 20).map((pk) => ({ PutRequest: { Item: { pk, sk: 1 } } }))
    await db.documents.send(new BatchWriteCommand({ RequestItems: { events: puts } }))
  }
  const segments = await Promise.all(
    [0, 1, 2].map((Segment) => db.documents.send(new ScanCommand({ TableName: "events", Segment, TotalSegments: 3 }))),
  )
  const found = segments.map(({ Items = [] }) => Items.map(({ pk }) => String(pk)))
  expect(found.flat().toSorted()).toEqual(ids.toSorted())
  expect(found.filter((some) => some.length > 0)).toHaveLength(3)
})

test("a scan of more than a megabyte comes in pages", async () => {
  const text = "x".repeat(300_000)
  for (const sk of [1, 2, 3, 4, 5]) {
    await db.documents.send(new PutCommand({ TableName: "events", Item: { pk: "BIG", sk, text } }))
  }
  const first = await db.documents.send(new ScanCommand({ TableName: "events" }))
  const rest = await db.documents.send(
    new ScanCommand({ TableName: "events", ExclusiveStartKey: first.LastEvaluatedKey }),
  )
  expect(first.Count).toBeLessThan(5)
  expect([...(first.Items ?? []), ...(rest.Items ?? [])].map(({ sk }) => sk)).toEqual([1, 2, 3, 4, 5])
})

test("a batch get finds what a batch write wrote, and nothing it deleted", async () => {
  await db.documents.send(new PutCommand({ TableName: "events", Item: { pk: "A", sk: 1 } }))
  const writes = [{ DeleteRequest: { Key: { pk: "A", sk: 1 } } }, { PutRequest: { Item: { pk: "B", sk: 1, n: 2 } } }]
  await db.documents.send(new BatchWriteCommand({ RequestItems: { events: writes } }))
  const { Responses } = await db.documents.send(
    new BatchGetCommand({
      RequestItems: {
        events: {
          Keys: [
            { pk: "A", sk: 1 },
            { pk: "B", sk: 1 },
          ],
        },
      },
    }),
  )
  expect(Responses?.events).toEqual([{ pk: "B", sk: 1, n: 2 }])
})
