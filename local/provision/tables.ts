import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb"
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

/** Creates the tables of schemas/tables.ts that are not there yet. */
export const provisionTables = async (dynamodb: DynamoDBClient): Promise<void> => {
  for (const table of Object.values<Table>(tables)) {
    await unless(
      () => dynamodb.send(new DescribeTableCommand({ TableName: table.name })),
      () => createTable(dynamodb, table),
    )
  }
}
