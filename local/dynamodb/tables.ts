import { z } from "zod"
import { run } from "#local/dynamodb/actions"
import {
  descriptionSchema,
  enabledStream,
  existingTable,
  streamArn,
  type TableEntry,
  usableTable,
  viewTypes,
} from "#local/dynamodb/catalog"
import { changeIndex } from "#local/dynamodb/index-changes"
import { itemStore, type Parts } from "#local/dynamodb/item-store"
import { expiryPrefix, indexPrefix, itemPrefix, streamPrefix, under } from "#local/dynamodb/keys"
import { invalid, parsed } from "#local/dynamodb/refusal"
import type { Store, TableDb } from "#local/dynamodb/store"

const specification = z.discriminatedUnion("StreamEnabled", [
  z.object({ StreamEnabled: z.literal(true), StreamViewType: z.enum(viewTypes) }),
  z.object({ StreamEnabled: z.literal(false) }),
])
type Specification = z.infer<typeof specification>
const request = z.looseObject({ TableName: z.string().min(1), StreamSpecification: specification.optional() })
const throughputChange = z.object({ Update: z.unknown().refine((update) => update !== undefined) })
const updateRequest = request.extend({ GlobalSecondaryIndexUpdates: z.array(z.looseObject({})).optional() })

const streamFields = (entry: TableEntry) => {
  const last = entry.streams.at(-1)
  const enabled = enabledStream(entry)
  return {
    ...(enabled && { StreamSpecification: { StreamEnabled: true, StreamViewType: enabled.viewType } }),
    ...(last && { LatestStreamArn: streamArn(entry.description.TableName, last), LatestStreamLabel: last.label }),
  }
}

const describe = (entry: TableEntry) => ({ ...entry.description, ...streamFields(entry) })

const settled = <T extends { IndexStatus?: string | undefined }>(index: T) => ({ ...index, IndexStatus: "ACTIVE" })

/** A table as dynalite writes it, past every state that a crash could leave it in. */
const settledDescription = (table: unknown): TableEntry["description"] => {
  const { GlobalSecondaryIndexes: indexes, ...rest } = descriptionSchema.parse(structuredClone(table))
  return {
    ...rest,
    TableStatus: "ACTIVE",
    ...(indexes && { GlobalSecondaryIndexes: indexes.map(settled) }),
  }
}

const withStream = (entry: TableEntry, wanted: Specification, now: number): TableEntry => {
  const { description, streams } = entry
  const enabled = enabledStream(entry)
  if (!wanted.StreamEnabled) {
    if (!enabled) throw invalid(`Table ${description.TableName} has no enabled stream to disable`)
    return { ...entry, streams: streams.with(-1, { ...enabled, enabled: false }) }
  }
  if (enabled) throw invalid(`Table already has an enabled stream: TableName: ${description.TableName}`)
  const label = new Date(now).toISOString().slice(0, -1)
  return { ...entry, streams: [...streams, { label, viewType: wanted.StreamViewType, enabled: true, createdAt: now }] }
}

const storeWith = (parts: Parts, write: TableDb["put"]): Store => {
  const store = itemStore(parts)
  return { ...store, tableDb: { ...store.tableDb, put: write } }
}

/** Creates a table, with its stream where one is asked for, in one write. It is ACTIVE at once. */
export const createTable = (parts: Parts) => async (input: unknown) => {
  const { StreamSpecification: stream, ...rest } = parsed(request, input)
  let created: TableEntry | undefined
  const store = storeWith(parts, (_name, table, callback) => {
    // dynalite writes a second time, when the table has become active; ours already is.
    if (created) return callback(null)
    const bare: TableEntry = { description: settledDescription(table), streams: [] }
    created = stream?.StreamEnabled ? withStream(bare, stream, Date.now()) : bare
    return parts.catalog.save(created).then(() => callback(null), callback)
  })
  await run(store, "CreateTable", rest)
  return { TableDescription: created && describe(created) }
}

const changeThroughput = async (parts: Parts, input: { TableName: string }) => {
  const store = storeWith(parts, (name, table, callback) => {
    const entry = parts.catalog.get(name)
    if (!entry) return callback(null)
    const description = settledDescription(table)
    return parts.catalog.save({ ...entry, description }).then(() => callback(null), callback)
  })
  await run(store, "UpdateTable", input)
}

/** Changes stream, throughput or one index. */
export const updateTable = (parts: Parts) => async (input: unknown) => {
  const { StreamSpecification: stream, ...rest } = parsed(updateRequest, input)
  const { TableName: name, GlobalSecondaryIndexUpdates: indexes = [], ...others } = rest
  const entry = usableTable(parts.catalog, name)
  if (indexes.some((change) => !throughputChange.safeParse(change).success)) {
    await changeIndex(parts, rest)
    return { TableDescription: describe(usableTable(parts.catalog, name)) }
  }
  if (stream) await parts.catalog.save(withStream(entry, stream, Date.now()))
  if (!stream || indexes.length > 0 || "ProvisionedThroughput" in others || "BillingMode" in others) {
    await changeThroughput(parts, rest)
  }
  return { TableDescription: describe(usableTable(parts.catalog, name)) }
}

export const describeTable =
  ({ catalog }: Parts) =>
  async (input: unknown) => ({ Table: describe(existingTable(catalog, parsed(request, input).TableName)) })

/** Deletes what belongs to a table that is DELETING, and then the table. */
export const finishDeleting = async ({ base, catalog, writer }: Parts, { description }: TableEntry) => {
  const { TableName: name, LocalSecondaryIndexes: local = [], GlobalSecondaryIndexes: global = [] } = description
  const prefixes = [
    itemPrefix(name),
    streamPrefix(name),
    expiryPrefix(name),
    ...local.map((index) => indexPrefix("local", name, index.IndexName)),
    ...global.map((index) => indexPrefix("global", name, index.IndexName)),
  ]
  await writer.idle()
  await Promise.all(prefixes.map((prefix) => base.db.clear(under(prefix))))
  await catalog.remove(name)
}

/** Deletes a table with its items and streams. */
export const deleteTable = (parts: Parts) => async (input: unknown) => {
  const entry = usableTable(parts.catalog, parsed(request, input).TableName)
  const deleting = { ...entry, description: { ...entry.description, TableStatus: "DELETING" } }
  await parts.catalog.save(deleting)
  await finishDeleting(parts, deleting)
  return { TableDescription: describe(deleting) }
}
