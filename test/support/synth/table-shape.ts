import { DescribeTableCommand, DescribeTimeToLiveCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { z } from "zod"

const Keys = z.object({ AttributeName: z.string(), KeyType: z.string() })
const keysOf = (schema: unknown) =>
  z
    .array(Keys)
    .parse(schema)
    .toSorted((a, b) => (a.KeyType < b.KeyType ? -1 : 1))
    .map(({ AttributeName }) => AttributeName)

/** A table as the endpoint describes it. */
export const describedTable = async (dynamodb: DynamoDBClient, TableName: string) => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }))
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }))
  const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => [
    IndexName,
    ...keysOf(KeySchema),
    Projection?.ProjectionType,
  ])
  return {
    name: TableName,
    keys: keysOf(Table?.KeySchema),
    indexes: indexes.toSorted(),
    attributes: (Table?.AttributeDefinitions ?? [])
      .map(({ AttributeName, AttributeType }) => `${AttributeName} ${AttributeType}`)
      .toSorted(),
    stream: Table?.StreamSpecification?.StreamViewType,
    ttl: TimeToLiveDescription?.AttributeName,
  }
}

const TableInputs = z.object({
  name: z.string(),
  hashKey: z.string(),
  rangeKey: z.string().optional(),
  attributes: z.array(z.object({ name: z.string(), type: z.string() })),
  globalSecondaryIndexes: z.array(
    z.object({ name: z.string(), hashKey: z.string(), rangeKey: z.string(), projectionType: z.string() }),
  ),
  streamViewType: z.string().optional(),
  ttl: z.object({ attributeName: z.string() }).optional(),
})

/** The same of a table of the stacks. */
export const tableOfStacks = (inputs: unknown) => {
  const table = TableInputs.parse(inputs)
  return {
    name: table.name,
    keys: [table.hashKey, ...(table.rangeKey ? [table.rangeKey] : [])],
    indexes: table.globalSecondaryIndexes
      .map(({ name, hashKey, rangeKey, projectionType }) => [name, hashKey, rangeKey, projectionType])
      .toSorted(),
    attributes: table.attributes.map(({ name, type }) => `${name} ${type}`).toSorted(),
    stream: table.streamViewType,
    ttl: table.ttl?.attributeName,
  }
}
