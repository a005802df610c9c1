import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb"
import * as z from "zod"
import type { DocumentTable } from "#functions/views/revisions"
import type { PutStored } from "#projections/stored-item"

/** BatchWriteItem's limit. */
const batchSize = 25

const Left = z.object({ PutRequest: z.object({ Item: z.looseObject({ ticketId: z.string() }) }) }).array()

/** Puts items whatever is there, in batches that are sent at once. */
export const batchPut = ({ client, name }: DocumentTable): PutStored => {
  const put = async (items: readonly Record<string, unknown>[]) => {
    const requests = items.map((Item) => ({ PutRequest: { Item } }))
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name()]: requests } }))
    return Left.parse(UnprocessedItems?.[name()] ?? []).map(({ PutRequest }) => PutRequest.Item)
  }
  return async (items) => {
    const batches = Array.from({ length: Math.ceil(items.length / batchSize) }, (_, n) =>
      items.slice(n * batchSize, (n + 1) * batchSize),
    )
    return (await Promise.all(batches.map(put))).flat()
  }
}
