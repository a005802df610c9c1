import { randomUUID } from "node:crypto"
import type { DynamoDB } from "@aws-sdk/client-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import type { Item } from "../cli/costs/item-size.ts"
import { encode } from "../core/engine/commit.ts"
import { ticket } from "../core/ticket/ticket.ts"
import { toItem } from "../functions/store/commit-item.ts"
import { contextOf, factsAfter } from "./workload.ts"

/** BatchWriteItem's limit. */
const batch = 25

/** The items of a ticket's commits, which have so many events each. */
export function* itemsOf(ticketId: string, counts: readonly number[]): Generator<Item> {
  let after = 0
  for (const count of counts) {
    const commit = { ...contextOf(randomUUID()), id: ticketId, expected: after, facts: factsAfter(after, count) }
    yield marshall(toItem(encode(ticket, commit, after)))
    after += count
  }
}

const putAll = async (client: DynamoDB, table: string, items: readonly Item[]) => {
  const requests = items.map((Item) => ({ PutRequest: { Item } }))
  const { UnprocessedItems = {} } = await client.batchWriteItem({ RequestItems: { [table]: requests } })
  if (Object.keys(UnprocessedItems).length > 0) throw new Error(`The endpoint did not take a batch for ${table}`)
}

/** Writes items in batches, one after the other. Throws where the endpoint does not take one whole. */
export const seed = async (client: DynamoDB, table: string, items: Iterable<Item>): Promise<void> => {
  let gathered: Item[] = []
  for (const item of items) {
    gathered.push(item)
    if (gathered.length < batch) continue
    await putAll(client, table, gathered)
    gathered = []
  }
  if (gathered.length > 0) await putAll(client, table, gathered)
}
