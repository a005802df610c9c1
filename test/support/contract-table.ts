import { randomUUID } from "node:crypto"
import { DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb"
import { afterAll, beforeAll } from "vitest"
import { credentials } from "#local/clients"
import { createTable } from "#local/provision/tables"
import { tables } from "#schemas/tables"
import { localDynamodb } from "#test/support/local-dynamodb"

/** Keys of one's own where the endpoint checks them. */
const access = () => (process.env.AWS_ACCESS_KEY_ID ? {} : { credentials })

/**
 * An event table for all tests of a file, at the DynamoDB endpoint in CONTRACT_ENDPOINT or, without one, at the local one.
 * It is made before the tests and deleted after them. CONTRACT_REGION is us-east-1 unless set.
 */
export const contractTable = () => {
  const { CONTRACT_ENDPOINT, CONTRACT_REGION: region = "us-east-1" } = process.env
  const local = CONTRACT_ENDPOINT ? undefined : localDynamodb()
  const name = `ledgerdesk-contract-${randomUUID()}`
  let client: DynamoDBClient
  const connect = () => new DynamoDBClient({ endpoint: CONTRACT_ENDPOINT ?? local?.url() ?? "", region, ...access() })

  beforeAll(async () => {
    client = connect()
    await createTable(client, { ...tables.events, name })
    await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName: name })
  })
  afterAll(async () => {
    await client.send(new DeleteTableCommand({ TableName: name }))
    client.destroy()
  })
  return {
    name: () => name,
    /** A client of one's own, so that what a test adds to it stays there. */
    connect,
    client: () => client,
  }
}
