import { DeleteCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { type Served, served } from "#test/local/dynamodb/served"

let db: Served
const row = (id: string, { status = "open", at = "2026-01-01" } = {}) => ({
  ...{ pk: `ROW#${id}`, sk: "row", gsi1pk: `status#${status}`, gsi1sk: `at#${at}`, text: `opened ${at}` },
})
const query = async (condition: string, values: Record<string, string>) => {
  const { Items } = await db.documents.send(
    new QueryCommand({
      TableName: "views",
      IndexName: "gsi1",
      KeyConditionExpression: `gsi1pk = :pk AND ${condition}`,
      ExpressionAttributeValues: { ":pk": "status#open", ...values },
    }),
  )
  return Items?.map(({ pk }) => pk)
}
beforeEach(async () => {
  db = await served()
  await createTable(db.dynamodb, "views", { indexes: ["gsi1", "gsi2"] })
  const rows = [row("a", { at: "2026-01-01" }), row("b", { at: "2026-01-15" }), row("c", { at: "2026-02-01" })]
  for (const Item of rows) await db.documents.send(new PutCommand({ TableName: "views", Item }))
})

test("begins_with and between find what sorts there", async () => {
  expect(await query("begins_with(gsi1sk, :month)", { ":month": "at#2026-01" })).toEqual(["ROW#a", "ROW#b"])
  const january = { ":from": "at#2026-01-10", ":until": "at#2026-02-01" }
  expect(await query("gsi1sk BETWEEN :from AND :until", january)).toEqual(["ROW#b", "ROW#c"])
})

test("an item that leaves the index's key is found under the new one only", async () => {
  await db.documents.send(new PutCommand({ TableName: "views", Item: row("a", { status: "closed" }) }))
  await db.documents.send(new DeleteCommand({ TableName: "views", Key: { pk: "ROW#c", sk: "row" } }))
  const closed = await db.documents.send(
    new QueryCommand({
      TableName: "views",
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :pk",
      ExpressionAttributeValues: { ":pk": "status#closed" },
    }),
  )
  expect(await query("begins_with(gsi1sk, :all)", { ":all": "at#" })).toEqual(["ROW#b"])
  expect(closed.Items).toEqual([row("a", { status: "closed" })])
})

test("a filter with contains, a count and a projection answer as on AWS", async () => {
  const all = {
    TableName: "views",
    IndexName: "gsi1",
    KeyConditionExpression: "gsi1pk = :pk",
    ExpressionAttributeValues: { ":pk": "status#open" },
  }
  const filtered = await db.documents.send(
    new QueryCommand({
      ...all,
      FilterExpression: "contains(#text, :part)",
      ExpressionAttributeValues: { ":pk": "status#open", ":part": "01-15" },
      ProjectionExpression: "#id",
      ExpressionAttributeNames: { "#id": "pk", "#text": "text" },
      ReturnConsumedCapacity: "TOTAL",
    }),
  )
  const counted = await db.documents.send(new QueryCommand({ ...all, Select: "COUNT" }))
  expect(filtered).toMatchObject({ Items: [{ pk: "ROW#b" }], Count: 1, ScannedCount: 3 })
  expect(filtered.ConsumedCapacity?.TableName).toBe("views")
  expect(counted).toMatchObject({ Count: 3 })
  expect(counted.Items).toBeUndefined()
})
