/** Every DynamoDB table: created from here by the local cloud and by the stacks. Billing is per request. */
export type Table = {
  /** On stage `local`; a deployed stage prefixes it. */
  name: string
  partitionKey: { name: string; type: "S" | "N" }
  sortKey?: { name: string; type: "S" | "N" }
  /** Global secondary indexes with string keys, projecting everything. */
  indexes: Record<string, { partitionKey: string; sortKey: string }>
  stream?: "NEW_IMAGE" | "NEW_AND_OLD_IMAGES"
  /** The attribute with the expiry in epoch seconds. */
  ttl?: string
}

const index = (n: number) => ({ partitionKey: `gsi${n}pk`, sortKey: `gsi${n}sk` })

export const tables = {
  /** The event store: one immutable item per commit. */
  events: {
    name: "ledgerdesk-events",
    partitionKey: { name: "pk", type: "S" },
    sortKey: { name: "sk", type: "N" },
    indexes: {},
    stream: "NEW_IMAGE",
  },
  /** Every read model, its name and revision in the key. */
  views: {
    name: "ledgerdesk-views",
    partitionKey: { name: "pk", type: "S" },
    sortKey: { name: "sk", type: "S" },
    indexes: { gsi1: index(1), gsi2: index(2), gsi3: index(3), gsi4: index(4), gsi5: index(5) },
    stream: "NEW_IMAGE",
  },
  /** What consumers have already done, so that a redelivered event has no second effect. */
  ledger: {
    name: "ledgerdesk-ledger",
    partitionKey: { name: "id", type: "S" },
    indexes: {},
    ttl: "expiration",
  },
  /** Who listens on the live WebSocket. */
  connections: {
    name: "ledgerdesk-connections",
    partitionKey: { name: "connectionId", type: "S" },
    indexes: {},
    ttl: "expiresAt",
  },
} as const satisfies Record<string, Table>

export type TableName = keyof typeof tables
