import { randomUUID } from "node:crypto"
import type { DynamoDB } from "@aws-sdk/client-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import { encode } from "../core/commit.ts"
import { toItem } from "../functions/lib/commit-item.ts"
import { contextOf, factsAfter } from "./workload.ts"

/** BatchWriteItem's limit. */
const batch = 25

const itemAt = (ticketId: string, after: number) => {
  const commit = { ...contextOf(randomUUID()), ticketId, expected: after, facts: factsAfter(after, 1) }
  return marshall(toItem(encode(commit, after)), { removeUndefinedValues: true })
}

/** Writes a ticket's events as its commits would be, one event each, faster than commands could. */
export const seed = async (client: DynamoDB, table: string, ticket: { id: string; events: number }): Promise<void> => {
  for (let from = 0; from < ticket.events; from += batch) {
    const places = Array.from({ length: Math.min(batch, ticket.events - from) }, (_, index) => from + index)
    const requests = places.map((after) => ({ PutRequest: { Item: itemAt(ticket.id, after) } }))
    const { UnprocessedItems = {} } = await client.batchWriteItem({ RequestItems: { [table]: requests } })
    if (Object.keys(UnprocessedItems).length > 0) throw new Error(`The endpoint did not take a batch for ${table}`)
  }
}
