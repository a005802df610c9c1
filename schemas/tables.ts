/** `KEYS_ONLY` is written only when its keys change, whatever else does: what it finds is read from the table. */
export type Index = { partitionKey: string; sortKey: string; projection: "ALL" | "KEYS_ONLY" }

/** Every DynamoDB table: created from here by the local cloud and by the stacks. Billing is per request. */
export type Table = {
  /** On stage `local`; a deployed stage prefixes it. */
  name: string
  partitionKey: { name: string; type: "S" | "N" }
  sortKey?: { name: string; type: "S" | "N" }
  /** Global secondary indexes with string keys. */
  indexes: Record<string, Index>
  stream?: "NEW_IMAGE" | "NEW_AND_OLD_IMAGES"
  /** The attribute with the expiry in epoch seconds. */
  ttl?: string
}

const index = <const Projection extends Index["projection"]>(name: string, projection: Projection) => ({
  partitionKey: `${name}pk`,
  sortKey: `${name}sk`,
  projection,
})

export const tables = {
  /** The event store: one immutable item per commit. */
  events: {
    name: "ledgerdesk-events",
    partitionKey: { name: "pk", type: "S" },
    sortKey: { name: "sk", type: "N" },
    indexes: {},
    stream: "NEW_IMAGE",
  },
  /** Every read model, its name and revision in the key. `list` is for rows that are read in order, the others find. */
  views: {
    name: "ledgerdesk-views",
    partitionKey: { name: "pk", type: "S" },
    sortKey: { name: "sk", type: "S" },
    indexes: {
      list: index("list", "ALL"),
      keys1: index("keys1", "KEYS_ONLY"),
      keys2: index("keys2", "KEYS_ONLY"),
      keys3: index("keys3", "KEYS_ONLY"),
      keys4: index("keys4", "KEYS_ONLY"),
    },
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
