import { z } from "zod"
import { tableKey, under } from "#local/dynamodb/keys"
import { eachEntry } from "#local/dynamodb/level"
import { notFound } from "#local/dynamodb/refusal"
import { del, type Level, put } from "#local/dynamodb/store"
import type { Writer } from "#local/dynamodb/writer"
import { arn } from "#local/region"

export const viewTypes = ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"] as const

const streamSchema = z.object({
  label: z.string(),
  viewType: z.enum(viewTypes),
  enabled: z.boolean(),
  /** Milliseconds. */
  createdAt: z.number(),
})
const index = z.looseObject({ IndexName: z.string(), IndexStatus: z.string().optional() })
const entrySchema = z.object({
  /** As DescribeTable shows it. */
  description: z.looseObject({
    TableName: z.string(),
    TableStatus: z.string(),
    KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
    GlobalSecondaryIndexes: z.array(index).optional(),
    LocalSecondaryIndexes: z.array(index).optional(),
  }),
  /** Oldest first; at most the last is enabled. */
  streams: z.array(streamSchema),
  /** The attribute with the expiry, while TTL is enabled; `complete` once every item has its place in the order of expiry. */
  timeToLive: z.object({ attribute: z.string(), complete: z.boolean() }).optional(),
})

export type TableStream = z.infer<typeof streamSchema>
export type TableEntry = z.infer<typeof entrySchema>
export const descriptionSchema = entrySchema.shape.description

/** Every table with its streams and TTL, in memory and in the LevelDB. */
export type Catalog = {
  get: (table: string) => TableEntry | undefined
  /** In the order of their names. */
  all: () => TableEntry[]
  save: (entry: TableEntry) => Promise<void>
  remove: (table: string) => Promise<void>
}

export const openCatalog = async (level: Level, { write }: Writer): Promise<Catalog> => {
  const entries = new Map<string, TableEntry>()
  await eachEntry(level, under(tableKey("")), ([, text]) => {
    const entry = entrySchema.parse(JSON.parse(text))
    entries.set(entry.description.TableName, entry)
  })
  return {
    get: (table) => entries.get(table),
    all: () => [...entries.keys()].toSorted().flatMap((name) => entries.get(name) ?? []),
    // Memory changes first, so that whoever reads, changes and saves within one tick loses nobody else's change.
    save: (entry) => {
      entries.set(entry.description.TableName, entry)
      return write([put(tableKey(entry.description.TableName), JSON.stringify(entry))])
    },
    remove: (table) => {
      entries.delete(table)
      return write([del(tableKey(table))])
    },
  }
}

export const streamArn = (table: string, { label }: TableStream) => arn("dynamodb", `table/${table}/stream/${label}`)

/** The stream that writes to the table go to now. */
export const enabledStream = ({ streams }: TableEntry): TableStream | undefined => {
  const last = streams.at(-1)
  return last?.enabled ? last : undefined
}

/** The table, or ResourceNotFoundException. */
export const existingTable = (catalog: Catalog, table: string): TableEntry => {
  const entry = catalog.get(table)
  if (entry) return entry
  throw notFound(`Table: ${table} not found`)
}

/** The table, or ResourceNotFoundException, also while it is being deleted. */
export const usableTable = (catalog: Catalog, table: string): TableEntry => {
  const entry = existingTable(catalog, table)
  if (entry.description.TableStatus !== "DELETING") return entry
  throw notFound(`Table: ${table} not found`)
}
