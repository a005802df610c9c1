import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CreateTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { afterAll, beforeAll } from "vitest"
import { awsEndpoint } from "#local/aws-endpoint"
import { type Clients, clients } from "#local/clients"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { type TableName, tables } from "#schemas/tables"

export type LocalDynamoDb = {
  client: () => DynamoDBClient
  /** Makes an empty table with the keys of the one in schemas/tables.ts, and returns its name. */
  table: (like: TableName) => Promise<string>
  /** Points everything that this process reads from its environment at this DynamoDB. */
  url: () => string
}

const keys = (like: TableName) => {
  const { partitionKey, ...rest } = tables[like]
  return "sortKey" in rest ? [partitionKey, rest.sortKey] : [partitionKey]
}

/** Makes an empty table with the keys of one of ours. */
export const createTable = (name: string, like: TableName) =>
  new CreateTableCommand({
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: keys(like).map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keys(like).map(({ name }, index) => ({ AttributeName: name, KeyType: index === 0 ? "HASH" : "RANGE" })),
  })

/** One DynamoDB for all tests of a file. */
export const localDynamodb = (): LocalDynamoDb => {
  let sdk: Clients
  let url: string
  let stop: () => Promise<void>
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-"))
    const endpoint = await awsEndpoint([await dynamodb(folder)], 0)
    url = `http://127.0.0.1:${endpoint.port}`
    sdk = clients(url)
    stop = async () => {
      sdk.destroy()
      await endpoint.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
  afterAll(() => stop())
  return {
    client: () => sdk.dynamodb,
    url: () => url,
    table: async (like) => {
      const name = `${tables[like].name}-${randomUUID()}`
      await sdk.dynamodb.send(createTable(name, like))
      return name
    },
  }
}
