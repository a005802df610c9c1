import type { TableEntry } from "#local/dynamodb/catalog"
import type { Item } from "#local/dynamodb/store"

/** An item and its JSON, which is made once. */
export type Stored = { item: Item; text: string }

/** Who deleted an item, where it was DynamoDB itself. */
export type Identity = { Type: "Service"; PrincipalId: "dynamodb.amazonaws.com" }

/** What one write does to one item. */
export type Change = {
  table: TableEntry
  /** dynalite's key of the item within its table. */
  key: string
  before: Stored | undefined
  after: Stored | undefined
  by: Identity | undefined
}
