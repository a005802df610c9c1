import { randomUUID } from "node:crypto"
import { Agent } from "node:http"
import { DynamoDB } from "@aws-sdk/client-dynamodb"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { credentials } from "../local/clients.ts"
import { createTable } from "../local/provision/tables.ts"
import { region } from "../local/region.ts"
import type { Table } from "../schemas/tables.ts"
import type { Contender, Store } from "./contender.ts"
import { type Meter, meter } from "./meter.ts"
import { splitTransactions } from "./transactions.ts"

/** A contender on an empty table of its own, with a client of its own. */
export type Opened = { contender: Contender; store: Store; client: DynamoDB; table: string; meter: () => Meter }

export type Arena = {
  url: string
  /** A client of nobody's. */
  plain: DynamoDB
  open: (contender: Contender) => Promise<Opened>
  /** Creates a table, which is deleted with the others, and answers its name. */
  make: (table: Table) => Promise<string>
  /** Deletes every table and closes every connection. */
  close: () => Promise<void>
}

const active = async (plain: DynamoDB, TableName: string) => {
  for (;;) {
    const { Table } = await plain.describeTable({ TableName })
    if (Table?.TableStatus === "ACTIVE") return
  }
}

const tableOf = ({ name, keys: [partition, sort] }: Contender): Table => ({
  name: `bench-${name}-${randomUUID()}`,
  partitionKey: { name: partition, type: "S" },
  sortKey: { name: sort, type: "N" },
  indexes: {},
})

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
  const make = async (table: Table) => {
    await createTable(plain, table)
    tables.push(table.name)
    await active(plain, table.name)
    return table.name
  }
  return {
    url,
    plain,
    transactions,
    make,
    open: async (contender) => {
      const table = await make(tableOf(contender))
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
