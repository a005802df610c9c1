import { createIndexKey } from "dynalite/db/index.js"
import { z } from "zod"
import { existingTable, type TableEntry } from "#local/dynamodb/catalog"
import { itemSchema, type Parts } from "#local/dynamodb/item-store"
import { indexPrefix, itemPrefix, under } from "#local/dynamodb/keys"
import { eachEntry } from "#local/dynamodb/level"
import { invalid, notFound, parsed, refuse } from "#local/dynamodb/refusal"
import { put, type Write } from "#local/dynamodb/store"

const Attribute = z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })
const Key = z.object({ AttributeName: z.string(), KeyType: z.string() })

const Index = z.looseObject({
  IndexName: z.string(),
  KeySchema: z.array(Key).min(1).max(2),
  Projection: z.object({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
})
type Index = z.infer<typeof Index>

const Change = z.union([z.object({ Create: Index }), z.object({ Delete: z.object({ IndexName: z.string() }) })])

const Request = z.looseObject({
  TableName: z.string(),
  AttributeDefinitions: z.array(Attribute).default([]),
  GlobalSecondaryIndexUpdates: z.array(Change),
})

const attributesOf = ({ KeySchema }: Pick<Index, "KeySchema">) => KeySchema.map(({ AttributeName }) => AttributeName)

/** Only the attributes that are a key of the table or of an index are defined. */
const defined = (description: TableEntry["description"], more: readonly z.infer<typeof Attribute>[]) => {
  const { AttributeDefinitions: before } = z.object({ AttributeDefinitions: z.array(Attribute) }).parse(description)
  const keys = [
    description,
    ...(description.GlobalSecondaryIndexes ?? []),
    ...(description.LocalSecondaryIndexes ?? []),
  ]
  const used = new Set(keys.flatMap((each) => attributesOf(z.object({ KeySchema: z.array(Key) }).parse(each))))
  const all = new Map([...before, ...more].map((each) => [each.AttributeName, each]))
  const missing = [...used].find((name) => !all.has(name))
  if (missing) throw invalid(`AttributeDefinitions lacks ${missing}, which is a key of an index`)
  return [...all.values()].filter(({ AttributeName }) => used.has(AttributeName))
}

/** What an item leaves in an index; nothing where it lacks one of the index's keys. */
const entry = (description: TableEntry["description"], index: Index, item: z.infer<typeof itemSchema>): Write[] => {
  const keys = attributesOf(index)
  if (!keys.every((name) => item[name])) return []
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection
  const kept = new Set([...keys, ...attributesOf(description), ...NonKeyAttributes])
  const projected = Object.entries(item).filter(([name]) => ProjectionType === "ALL" || kept.has(name))
  const key = createIndexKey(item, description, index.KeySchema)
  const prefix = indexPrefix("global", description.TableName, index.IndexName)
  return [put(prefix + key, JSON.stringify(Object.fromEntries(projected)))]
}

/** Gives an index what the table's items hold. Nobody must write to the table meanwhile. */
const backfill = async ({ base, writer }: Parts, { description }: TableEntry, index: Index) => {
  await writer.idle()
  await eachEntry(base.db, under(itemPrefix(description.TableName)), async ([, text]) => {
    const writes = entry(description, index, itemSchema.parse(JSON.parse(text)))
    if (writes.length > 0) await writer.write(writes)
  })
}

const indexesIn = ({ description }: TableEntry) => description.GlobalSecondaryIndexes ?? []

const added = async (parts: Parts, before: TableEntry, [index, attributes]: [Index, z.infer<typeof Attribute>[]]) => {
  if (indexesIn(before).some(({ IndexName }) => IndexName === index.IndexName))
    throw invalid(`Attempting to create an index which already exists: ${index.IndexName}`)
  const GlobalSecondaryIndexes = [...indexesIn(before), { ...index, IndexStatus: "ACTIVE" }]
  const description = { ...before.description, GlobalSecondaryIndexes }
  const after = { ...before, description: { ...description, AttributeDefinitions: defined(description, attributes) } }
  await backfill(parts, after, index)
  await parts.catalog.save(after)
}

const dropped = async ({ base, catalog, writer }: Parts, before: TableEntry, name: string) => {
  const left = indexesIn(before).filter(({ IndexName }) => IndexName !== name)
  if (left.length === indexesIn(before).length) throw notFound(`there is no index ${name}`)
  const { GlobalSecondaryIndexes: _, ...rest } = before.description
  const description = { ...rest, ...(left.length > 0 && { GlobalSecondaryIndexes: left }) }
  await catalog.save({ ...before, description: { ...description, AttributeDefinitions: defined(description, []) } })
  await writer.idle()
  await base.db.clear(under(indexPrefix("global", before.description.TableName, name)))
}

/**
 * Adds or drops the one index that an UpdateTable names; AWS takes no more at a time. It is complete when this returns.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const changeIndex = async (parts: Parts, input: unknown): Promise<void> => {
  const { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates } = parsed(Request, input)
  const [change, ...others] = GlobalSecondaryIndexUpdates
  if (!change || others.length > 0)
    throw refuse("LimitExceededException", "Only 1 online index can be created or deleted simultaneously per table")
  const before = existingTable(parts.catalog, TableName)
  if ("Create" in change) await added(parts, before, [change.Create, AttributeDefinitions])
  else await dropped(parts, before, change.Delete.IndexName)
}
