import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { afterAll, beforeAll } from "vitest"
import { awsEndpoint } from "#local/aws-endpoint"
import { type Clients, clients } from "#local/clients"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { createTable } from "#local/provision/tables"
import { type TableName, tables } from "#schemas/tables"

export type LocalDynamoDb = {
  client: () => DynamoDBClient
  /** Makes an empty table like the one in schemas/tables.ts, and returns its name. */
  table: (like: TableName) => Promise<string>
  /** Points everything that this process reads from its environment at this DynamoDB. */
  url: () => string
}

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
      await createTable(sdk.dynamodb, { ...tables[like], name })
      return name
    },
  }
}
