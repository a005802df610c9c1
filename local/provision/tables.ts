import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb"
import { z } from "zod"
import { unless } from "#local/provision/unless"
import { type Table, tables } from "#schemas/tables"

const keySchema = ([hash, range]: string[]) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  ...(range ? [{ AttributeName: range, KeyType: "RANGE" as const }] : []),
]

const keysOf = ({ partitionKey, sortKey }: Table) => [partitionKey, ...(sortKey ? [sortKey] : [])]

const indexesOf = ({ indexes }: Table) =>
  Object.entries(indexes).map(([IndexName, { partitionKey, sortKey, projection }]) => ({
    IndexName,
    KeySchema: keySchema([partitionKey, sortKey]),
    Projection: { ProjectionType: projection },
  }))

const definition = (table: Table) => {
  const indexes = indexesOf(table)
  const attributes = indexes.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName))
  return new CreateTableCommand({
    TableName: table.name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      ...keysOf(table).map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      ...attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
    ],
    KeySchema: keySchema(keysOf(table).map(({ name }) => name)),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(table.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
  })
}

/** Creates a table with its keys, indexes, stream and expiry. Throws ResourceInUseException where it is there. */
export const createTable = async (dynamodb: DynamoDBClient, table: Table): Promise<void> => {
  await dynamodb.send(definition(table))
  if (!table.ttl) return
  const TimeToLiveSpecification = { Enabled: true, AttributeName: table.ttl }
  await dynamodb.send(new UpdateTimeToLiveCommand({ TableName: table.name, TimeToLiveSpecification }))
}

/** An index as DescribeTable shows it, without what it counts. */
const Shown = z.object({
  IndexName: z.string(),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
  Projection: z.object({ ProjectionType: z.string() }),
})

/** What an index is, to compare it with another. */
const inWords = (index: unknown): string => {
  const { IndexName, KeySchema, Projection } = Shown.parse(index)
  const keys = KeySchema.map(({ AttributeName, KeyType }) => `${AttributeName} ${KeyType}`)
  return [IndexName, ...keys, Projection.ProjectionType].join(" ")
}

/** Gives a table that is there from before the indexes that it should have, one at a time, and takes away the others. */
const adaptIndexes = async (dynamodb: DynamoDBClient, table: Table): Promise<void> => {
  const TableName = table.name
  const { Table: there } = await dynamodb.send(new DescribeTableCommand({ TableName }))
  const before = there?.GlobalSecondaryIndexes ?? []
  const wanted = indexesOf(table)
  const has = (all: readonly unknown[], index: unknown) => all.some((each) => inWords(each) === inWords(index))
  for (const index of before.filter((each) => !has(wanted, each))) {
    const GlobalSecondaryIndexUpdates = [{ Delete: { IndexName: index.IndexName } }]
    await dynamodb.send(new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates }))
  }
  for (const index of wanted.filter((each) => !has(before, each))) {
    const AttributeDefinitions = index.KeySchema.map(({ AttributeName }) => ({
      AttributeName,
      AttributeType: "S" as const,
    }))
    const GlobalSecondaryIndexUpdates = [{ Create: index }]
    await dynamodb.send(new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }))
  }
}

/** Creates the tables of schemas/tables.ts that are not there yet, and gives the others the indexes that they lack. */
export const provisionTables = async (dynamodb: DynamoDBClient): Promise<void> => {
  for (const table of Object.values<Table>(tables))
    await unless(
      () => adaptIndexes(dynamodb, table),
      () => createTable(dynamodb, table),
    )
}
