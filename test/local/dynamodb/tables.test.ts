import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  ListTablesCommand,
  TransactWriteItemsCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb"
import { GetCommand, PutCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb"
import { beforeEach, expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsOf } from "#test/local/dynamodb/reading"
import { type Served, served } from "#test/local/dynamodb/served"

let db: Served
beforeEach(async () => {
  db = await served()
})

const item = { pk: "a", sk: "1", gsi1pk: "all", gsi1sk: "a" }
const put = (table: string) => db.documents.send(new PutCommand({ TableName: table, Item: item }))

test("a table is active as soon as it is created, and still there after a restart with what is in it", async () => {
  await createTable(db.dynamodb, "rows", { indexes: ["gsi1"] })
  await put("rows")
  const waiting = { client: db.dynamodb, minDelay: 1, maxWaitTime: 2 }
  const { state } = await waitUntilTableExists(waiting, { TableName: "rows" })
  expect(state).toBe("SUCCESS")
  await db.stop()
  db = await served(db.folder)
  const { Table } = await db.dynamodb.send(new DescribeTableCommand({ TableName: "rows" }))
  expect(Table).toMatchObject({
    TableStatus: "ACTIVE",
    TableArn: "arn:aws:dynamodb:us-east-1:000000000000:table/rows",
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    GlobalSecondaryIndexes: [{ IndexName: "gsi1", IndexStatus: "ACTIVE" }],
  })
  const { Item } = await db.documents.send(new GetCommand({ TableName: "rows", Key: { pk: "a", sk: "1" } }))
  expect(Item).toEqual(item)
})

test("tables are listed by name, and one that exists is not created again", async () => {
  for (const name of ["views", "events"]) await createTable(db.dynamodb, name)
  const first = await db.dynamodb.send(new ListTablesCommand({ Limit: 1 }))
  const rest = await db.dynamodb.send(new ListTablesCommand({ ExclusiveStartTableName: first.LastEvaluatedTableName }))
  expect([first.TableNames, rest.TableNames]).toEqual([["events"], ["views"]])
  await expect(createTable(db.dynamodb, "views")).rejects.toMatchObject({ name: "ResourceInUseException" })
})

test("a deleted table takes its items, its index and its stream with it, and no other table's", async () => {
  for (const name of ["rows", "rows2"]) {
    await createTable(db.dynamodb, name, { stream: "NEW_IMAGE", indexes: ["gsi1"] })
    await put(name)
  }
  await db.dynamodb.send(new DeleteTableCommand({ TableName: "rows" }))
  await expect(put("rows")).rejects.toMatchObject({ name: "ResourceNotFoundException" })
  await createTable(db.dynamodb, "rows", { stream: "NEW_IMAGE", indexes: ["gsi1"] })

  const count = async (table: string, index?: string) =>
    (await db.documents.send(new ScanCommand({ TableName: table, IndexName: index, Select: "COUNT" }))).Count
  expect([await count("rows"), await count("rows", "gsi1")]).toEqual([0, 0])
  expect([await count("rows2"), await count("rows2", "gsi1")]).toEqual([1, 1])
  expect(await recordsOf(db.streams, "rows")).toEqual([])
  expect(await recordsOf(db.streams, "rows2")).toHaveLength(1)
})

test("throughput can be changed and the stream stays as it is", async () => {
  await createTable(db.dynamodb, "rows", { stream: "NEW_IMAGE" })
  await db.dynamodb.send(
    new UpdateTableCommand({
      TableName: "rows",
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    }),
  )
  const { Table } = await db.dynamodb.send(new DescribeTableCommand({ TableName: "rows" }))
  expect(Table).toMatchObject({ TableStatus: "ACTIVE", StreamSpecification: { StreamViewType: "NEW_IMAGE" } })
})

test("what is not there, or not understood, is refused by AWS's names", async () => {
  const key = { pk: { S: "a" }, sk: { S: "1" } }
  const query = { TableName: "none", KeyConditionExpression: "pk = :a", ExpressionAttributeValues: { ":a": "a" } }
  await expect(db.documents.send(new QueryCommand(query))).rejects.toMatchObject({ name: "ResourceNotFoundException" })
  const backups = new DescribeContinuousBackupsCommand({ TableName: "none" })
  await expect(db.dynamodb.send(backups)).rejects.toMatchObject({ name: "UnknownOperationException" })
  const transaction = new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName: "none", Key: key } }] })
  await expect(db.dynamodb.send(transaction)).rejects.toMatchObject({ name: "UnknownOperationException" })
  const noView = new CreateTableCommand({
    TableName: "rows",
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    StreamSpecification: { StreamEnabled: true },
  })
  await expect(db.dynamodb.send(noView)).rejects.toThrow("StreamSpecification.StreamViewType")
})

test("a body that is not JSON is a SerializationException", async () => {
  const answer = await fetch(db.url, {
    method: "POST",
    headers: { "x-amz-target": "DynamoDB_20120810.GetItem" },
    body: "{",
  })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ __type: "SerializationException" })
})
