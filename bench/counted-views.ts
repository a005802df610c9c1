import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { z } from "zod"
import { itemSize } from "../cli/costs/item-size.ts"
import type { Item } from "../functions/views/view-item.ts"
import { type Index, tables } from "../schemas/tables.ts"

const Text = z.object({ S: z.string() })
const Keys = z.record(z.string(), Text)
const Query = z.object({
  IndexName: z.enum(["list", "keys1", "keys2", "keys3", "keys4"]),
  KeyConditionExpression: z.literal("#partition = :partition"),
  ExpressionAttributeValues: z.object({ ":partition": Text }),
  ExclusiveStartKey: Keys.optional(),
  Limit: z.number(),
  ScanIndexForward: z.boolean(),
})
const BatchGet = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(Keys) })) })

/** Eventually consistent reads: half a unit for every 4 KB that were begun. */
const readUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 4096)) / 2

const textIn = (item: Item, name: string): string => item[name]?.S ?? ""
const keyOf = (item: Item): string => `${textIn(item, "pk")}|${textIn(item, "sk")}`

const projected = (item: Item, { projection, partitionKey, sortKey }: Index): Item => {
  if (projection === "ALL") return item
  const keys = ["pk", "sk", partitionKey, sortKey]
  return Object.fromEntries(Object.entries(item).filter(([name]) => keys.includes(name)))
}

/** The entries of an index by partition, each in the order of their sort keys. */
const entriesOf = (items: readonly Item[], index: Index): Map<string, Item[]> => {
  const found = items.filter((item) => item[index.partitionKey] && item[index.sortKey])
  const partitions = Map.groupBy(found, (item) => textIn(item, index.partitionKey))
  for (const entries of partitions.values())
    entries.sort((a, b) => (textIn(a, index.sortKey) < textIn(b, index.sortKey) ? -1 : 1))
  return partitions
}

/** Entries that stand before this sort key, by halving. */
const countBefore = (entries: readonly Item[], name: string, sort: string): number => {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (textIn(entries[middle] ?? {}, name) < sort) low = middle + 1
    else high = middle
  }
  return low
}

type Asked = z.infer<typeof Query>

/** The entries from behind the start key on, at most `Limit`. */
const stretch = (entries: readonly Item[], index: Index, { ExclusiveStartKey: start, ...asked }: Asked): Item[] => {
  const sort = start?.[index.sortKey]?.S
  const before = sort === undefined ? undefined : countBefore(entries, index.sortKey, sort)
  if (!asked.ScanIndexForward) {
    const end = before ?? entries.length
    return entries.slice(Math.max(0, end - asked.Limit), end).reverse()
  }
  const isThere = before !== undefined && textIn(entries[before] ?? {}, index.sortKey) === sort
  const first = (before ?? 0) + (isThere ? 1 : 0)
  return entries.slice(first, first + asked.Limit)
}

/**
 * The views table in memory, as readers of lists ask it, and the read units that they used since the last reading. What
 * it does not know it refuses, so that nothing is read uncounted.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const countedViews = (items: readonly Item[]) => {
  const rows = new Map(items.map((item) => [keyOf(item), item]))
  const indexes: ReadonlyMap<string, Map<string, Item[]>> = new Map(
    Object.entries(tables.views.indexes).map(([name, index]) => [name, entriesOf(items, index)]),
  )
  let used = 0
  const query = (input: unknown) => {
    const asked = Query.parse(input)
    const index = tables.views.indexes[asked.IndexName]
    const partition = indexes.get(asked.IndexName)?.get(asked.ExpressionAttributeValues[":partition"].S) ?? []
    const Items = stretch(partition, index, asked).map((item) => projected(item, index))
    used += readUnits(Items.reduce((sum, item) => sum + itemSize(item), 0))
    return { Items, ...(Items.length === asked.Limit && { LastEvaluatedKey: Items.at(-1) }) }
  }
  const batchGet = (input: unknown) => {
    const [[name, { Keys: keys }] = ["", { Keys: [] }]] = Object.entries(BatchGet.parse(input).RequestItems)
    const found = keys.map((key) => rows.get(keyOf(key))).filter((item) => item !== undefined)
    used += found.reduce((sum, item) => sum + readUnits(itemSize(item)), 0)
    return { Responses: { [name]: found } }
  }
  const answers: Record<string, (input: unknown) => object> = { QueryCommand: query, BatchGetItemCommand: batchGet }
  const client = new DynamoDBClient({ region: "us-east-1" })
  client.middlewareStack.add(
    (_next, { commandName = "" }) =>
      async ({ input }) => {
        const answer = answers[commandName]
        if (!answer) throw new Error(`bench/counted-views.ts does not know ${commandName}`)
        return { response: {}, output: { $metadata: {}, ...answer(input) } }
      },
    { step: "initialize", priority: "low" },
  )
  return {
    client,
    take: (): number => {
      const taken = used
      used = 0
      return taken
    },
  }
}
