import { randomUUID } from "node:crypto"
import { Agent } from "node:http"
import { DynamoDB } from "@aws-sdk/client-dynamodb"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { credentials } from "../local/clients.ts"
import { region } from "../local/region.ts"
import type { Contender, Store } from "./contender.ts"
import { type Meter, meter } from "./meter.ts"
import { splitTransactions } from "./transactions.ts"

/** A contender on an empty table of its own, with a client of its own. */
export type Opened = { contender: Contender; store: Store; client: DynamoDB; table: string; meter: () => Meter }

export type Arena = {
  open: (contender: Contender) => Promise<Opened>
  /** Deletes every table and closes every connection. */
  close: () => Promise<void>
}

const createTable = async (plain: DynamoDB, { name, keys: [hash, range] }: Contender): Promise<string> => {
  const TableName = `bench-${name}-${randomUUID()}`
  await plain.createTable({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: hash, AttributeType: "S" },
      { AttributeName: range, AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: hash, KeyType: "HASH" },
      { AttributeName: range, KeyType: "RANGE" },
    ],
  })
  for (;;) {
    const { Table } = await plain.describeTable({ TableName })
    if (Table?.TableStatus === "ACTIVE") return TableName
  }
}

/** An endpoint that knows transactions says that this empty one is not valid. */
const knowsTransactions = async (plain: DynamoDB): Promise<boolean> => {
  try {
    await plain.transactWriteItems({ TransactItems: [] })
  } catch (error) {
    return error instanceof Error && error.name === "ValidationException"
  }
  return true
}

/** Where contenders meet: the endpoint at `url`. */
export const arena = async (url: string): Promise<Arena & { transactions: boolean }> => {
  const clients: DynamoDB[] = []
  const tables: string[] = []
  const connect = () => {
    const requestHandler = new NodeHttpHandler({ httpAgent: new Agent({ keepAlive: true, maxSockets: 64 }) })
    const client = new DynamoDB({ endpoint: url, region, credentials, requestHandler })
    clients.push(client)
    return client
  }
  const plain = connect()
  const transactions = await knowsTransactions(plain)
  return {
    transactions,
    open: async (contender) => {
      const table = await createTable(plain, contender)
      tables.push(table)
      const client = connect()
      if (!transactions) splitTransactions(client, plain)
      const store = contender.open(client, table)
      return { contender, store, client, table, meter: () => meter(client, plain, contender.keys) }
    },
    close: async () => {
      for (const TableName of tables) await plain.deleteTable({ TableName })
      for (const client of clients) client.destroy()
    },
  }
}
