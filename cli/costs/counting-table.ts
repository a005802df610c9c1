import { type AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb"
import { z } from "zod"
import { itemSize } from "#cli/costs/item-size"
import { type Index, type Table, type TableName, tables } from "#schemas/tables"

type Item = Record<string, AttributeValue>
const Attributes = z.record(z.string(), z.custom<AttributeValue>())
/** The document client's items are plain values by now. A key is text, so they are told by its type. */
const isPlain = (item: Record<string, unknown>) => Object.values(item).some((value) => typeof value === "string")
const Item = z
  .record(z.string(), z.unknown())
  .transform((item) => (isPlain(item) ? marshall(item, { removeUndefinedValues: true }) : Attributes.parse(item)))
const Key = z.string().or(z.number())

const Put = z.object({ TableName: z.string(), Item })
const Get = z.object({ TableName: z.string(), Key: z.record(z.string(), z.unknown()) })
const Query = z.object({
  TableName: z.string(),
  ExpressionAttributeValues: Attributes,
  ScanIndexForward: z.boolean().default(true),
  Limit: z.number().optional(),
})

/** What was used of a table until now: units, and what lies in it, the copies in its indexes included. */
export type Used = { writes: number; reads: number; bytes: number; copies: number }

const writeUnits = (bytes: number) => Math.ceil(bytes / 1024)
/** Read consistently, as commands and projections do. */
const readUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / 4096))

const textOf = (value: AttributeValue | undefined): string | number =>
  value?.N === undefined ? Key.parse(value?.S ?? "") : Number(value.N)

/** An index holds an item only where it has both of the index's keys. */
const indexKey = (item: Item | undefined, index: Index) => {
  const parts = [item?.[index.partitionKey], item?.[index.sortKey]]
  return parts.every((part) => part !== undefined) ? parts.map(textOf).join("|") : undefined
}

/** What an index keeps of an item. */
const projected = (item: Item, { projection, ...own }: Index, { partitionKey, sortKey }: Table): Item => {
  if (projection === "ALL") return item
  const keys = [own.partitionKey, own.sortKey, partitionKey.name, ...(sortKey ? [sortKey.name] : [])]
  return Object.fromEntries(Object.entries(item).filter(([name]) => keys.includes(name)))
}

/**
 * The write units of an item in one index: a changed key is a deletion and an insertion, and where what the index keeps
 * has not changed nothing is written.
 */
const indexUnits = ([before, after]: [Item | undefined, Item], index: Index, table: Table) => {
  const [old, now] = [indexKey(before, index), indexKey(after, index)]
  const unitsOf = (item: Item) => writeUnits(itemSize(projected(item, index, table)))
  if (old !== undefined && old === now && index.projection === "KEYS_ONLY") return 0
  const gone = old !== undefined && old !== now && before ? unitsOf(before) : 0
  return gone + (now === undefined ? 0 : unitsOf(after))
}

const countingTable = (table: Table) => {
  const { partitionKey, sortKey, indexes } = table
  const items = new Map<string, Item>()
  const used = { writes: 0, reads: 0 }
  const idOf = (item: Item) => [partitionKey, sortKey].map((key) => key && textOf(item[key.name])).join("|")
  const all = Object.values(indexes)

  const put = (after: Item) => {
    const before = items.get(idOf(after))
    const larger = Math.max(itemSize(after), before ? itemSize(before) : 0)
    used.writes += writeUnits(larger) + all.reduce((sum, index) => sum + indexUnits([before, after], index, table), 0)
    items.set(idOf(after), after)
    return {}
  }
  const get = (key: Record<string, unknown>) => {
    const found = items.get(idOf(Item.parse(key)))
    used.reads += readUnits(found ? itemSize(found) : 0)
    return { Item: found && isPlain(key) ? unmarshall(found) : found }
  }
  /** By partition key, and by a range of the sort key where one is given: all that the event store asks. */
  const query = ({ ExpressionAttributeValues: asked, ScanIndexForward, Limit }: z.infer<typeof Query>) => {
    const place = (item: Item) => Number(textOf(item[sortKey?.name ?? ""]))
    const [first, last] = [Number(asked[":first"]?.N ?? 0), Number(asked[":last"]?.N ?? Number.MAX_SAFE_INTEGER)]
    const found = [...items.values()]
      .filter((item) => textOf(item[partitionKey.name]) === textOf(asked[":pk"]))
      .filter((item) => place(item) >= first && place(item) <= last)
      .sort((one, other) => (ScanIndexForward ? 1 : -1) * (place(one) - place(other)))
    const Items = found.slice(0, Limit)
    used.reads += readUnits(Items.reduce((sum, item) => sum + itemSize(item), 0))
    const next = Items.length < found.length ? Items.at(-1) : undefined
    return { Items, ...(next && { LastEvaluatedKey: next }) }
  }
  const stored = () =>
    [...items.values()].map((item) => {
      const kept = all.filter((index) => indexKey(item, index) !== undefined)
      const bytes = kept.reduce((sum, index) => sum + itemSize(projected(item, index, table)), itemSize(item))
      return { copies: 1 + kept.length, bytes }
    })
  const total = (of: "copies" | "bytes") => stored().reduce((sum, item) => sum + item[of], 0)
  return { put, get, query, used: (): Used => ({ ...used, bytes: total("bytes"), copies: total("copies") }) }
}

/**
 * A DynamoDB client whose tables are in memory and which counts capacity by DynamoDB's own rules, for one writer: nothing
 * fails a condition. Knows what the event store and the projections ask; throws for anything else.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const countingDynamo = () => {
  const made = new Map(Object.values(tables).map((table) => [table.name as string, countingTable(table)]))
  const named = (name: string) => {
    const table = made.get(name)
    if (table) return table
    throw new Error(`There is no table ${name}`)
  }
  const answers: Record<string, (input: unknown) => object> = {
    PutItemCommand: (input) => named(Put.parse(input).TableName).put(Put.parse(input).Item),
    GetItemCommand: (input) => named(Get.parse(input).TableName).get(Get.parse(input).Key),
    QueryCommand: (input) => named(Query.parse(input).TableName).query(Query.parse(input)),
  }
  const client = new DynamoDBClient({ region: "us-east-1" })
  client.middlewareStack.add(
    (_next, { commandName = "" }) =>
      async ({ input }) => {
        const answer = answers[commandName]
        if (!answer) throw new Error(`cli/costs/counting-table.ts does not know ${commandName}`)
        return { response: {}, output: { $metadata: {}, ...answer(input) } }
      },
    { step: "initialize", priority: "low" },
  )
  return { client, used: (name: TableName): Used => named(tables[name].name).used() }
}
