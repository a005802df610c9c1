import { DescribeTableCommand, PutItemCommand, QueryCommand, UpdateTableCommand } from "@aws-sdk/client-dynamodb"
import { expect, test } from "vitest"
import { createTable, provisionTables } from "#local/provision/tables"
import { type Index, tables } from "#schemas/tables"
import { served } from "#test/local/dynamodb/served"

const index = (name: string, projection: Index["projection"]) => ({
  partitionKey: `${name}pk`,
  sortKey: `${name}sk`,
  projection,
})

/** The views table as the last version had it, with a row that has the keys of the new indexes too. */
const opened = async () => {
  const { dynamodb } = await served()
  await createTable(dynamodb, { ...tables.views, indexes: { gsi1: index("gsi1", "ALL"), gsi5: index("gsi5", "ALL") } })
  const keys = ["gsi1", "gsi5", "list", "keys1"].flatMap((name) => [`${name}pk`, `${name}sk`])
  const Item = Object.fromEntries([...keys, "pk", "sk", "text"].map((name) => [name, { S: name }]))
  await dynamodb.send(new PutItemCommand({ TableName: tables.views.name, Item }))
  await provisionTables(dynamodb)
  return dynamodb
}

const asked = (name: string) => ({
  TableName: tables.views.name,
  IndexName: name,
  KeyConditionExpression: "#pk = :pk",
  ExpressionAttributeNames: { "#pk": `${name}pk` },
  ExpressionAttributeValues: { ":pk": { S: `${name}pk` } },
})

test("a table of the last version gets the indexes of this one, filled, and loses those that went", async () => {
  const dynamodb = await opened()
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: tables.views.name }))
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).toSorted()).toEqual(
    Object.keys(tables.views.indexes).toSorted(),
  )
  const [whole] = (await dynamodb.send(new QueryCommand(asked("list")))).Items ?? []
  expect(whole?.text).toEqual({ S: "text" })
  const { Items = [] } = await dynamodb.send(new QueryCommand(asked("keys1")))
  expect(Items.map((item) => Object.keys(item).toSorted())).toEqual([["keys1pk", "keys1sk", "pk", "sk"]])
  await expect(dynamodb.send(new QueryCommand(asked("gsi1")))).rejects.toThrow("does not have the specified index")
})

test("a provisioned table is left as it is", async () => {
  const dynamodb = await opened()
  const before = await dynamodb.send(new DescribeTableCommand({ TableName: tables.views.name }))
  await provisionTables(dynamodb)
  const after = await dynamodb.send(new DescribeTableCommand({ TableName: tables.views.name }))
  expect(after.Table).toEqual(before.Table)
})

test("as on AWS, one index is changed at a time, and one that is missing cannot go", async () => {
  const dynamodb = await opened()
  const drop = (...names: string[]) =>
    dynamodb.send(
      new UpdateTableCommand({
        TableName: tables.views.name,
        GlobalSecondaryIndexUpdates: names.map((IndexName) => ({ Delete: { IndexName } })),
      }),
    )
  await expect(drop("list", "keys1")).rejects.toMatchObject({ name: "LimitExceededException" })
  await expect(drop("gsi1")).rejects.toMatchObject({ name: "ResourceNotFoundException" })
})
