import { z } from "zod"
import { run } from "#local/dynamodb/actions"
import { existingTable, type TableEntry, usableTable } from "#local/dynamodb/catalog"
import { expiringBetween, expiryKey, expiryOf, itemKeyOf } from "#local/dynamodb/expiry"
import { itemSchema, itemStore, type Parts } from "#local/dynamodb/item-store"
import { expiryPrefix, itemPrefix, under } from "#local/dynamodb/keys"
import { eachEntry } from "#local/dynamodb/level"
import { invalid, parsed, Refusal } from "#local/dynamodb/refusal"
import { del, put } from "#local/dynamodb/store"

// What expired longer ago is taken for a mistake, as on AWS.
const fiveYears = 5 * 365 * 24 * 60 * 60

const tableRequest = z.looseObject({ TableName: z.string().min(1) })
const request = z.object({
  TableName: z.string().min(1),
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string().min(1).max(255) }),
})

/** Gives every item that is in the table its place in the order of expiry; later writes do so themselves. */
export const completeExpiry = async ({ base, catalog, writer }: Parts, { description }: TableEntry): Promise<void> => {
  const name = description.TableName
  const attribute = catalog.get(name)?.timeToLive?.attribute ?? ""
  const prefix = itemPrefix(name)
  await eachEntry(base.db, under(prefix), async ([key, text]) => {
    const seconds = expiryOf(itemSchema.parse(JSON.parse(text)), attribute)
    if (seconds !== undefined) await writer.write([put(expiryKey(name, seconds, key.slice(prefix.length)), "0")])
  })
  const now = catalog.get(name)
  if (now) await catalog.save({ ...now, timeToLive: { attribute, complete: true } })
}

const enable = async (parts: Parts, entry: TableEntry, attribute: string) => {
  if (entry.timeToLive) throw invalid("TimeToLive is already enabled")
  await parts.catalog.save({ ...entry, timeToLive: { attribute, complete: false } })
  await completeExpiry(parts, entry)
}

const disable = async ({ base, catalog, writer }: Parts, { timeToLive, ...entry }: TableEntry) => {
  if (!timeToLive) throw invalid("TimeToLive is already disabled")
  await catalog.save(entry)
  await writer.idle()
  await base.db.clear(under(expiryPrefix(entry.description.TableName)))
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive = (parts: Parts) => async (input: unknown) => {
  const { TableName: name, TimeToLiveSpecification: wanted } = parsed(request, input)
  const entry = usableTable(parts.catalog, name)
  await (wanted.Enabled ? enable(parts, entry, wanted.AttributeName) : disable(parts, entry))
  return { TimeToLiveSpecification: wanted }
}

export const describeTimeToLive =
  ({ catalog }: Parts) =>
  async (input: unknown) => {
    const { timeToLive } = existingTable(catalog, parsed(tableRequest, input).TableName)
    const state = timeToLive
      ? { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive.attribute }
      : { TimeToLiveStatus: "DISABLED" }
    return { TimeToLiveDescription: state }
  }

type Expiring = { table: TableEntry; attribute: string; now: number }

/** Deletes the item if it has still expired, checked under its lock. */
const deleteExpired = async (parts: Parts, { table, attribute, now }: Expiring, text: string): Promise<boolean> => {
  const item = itemSchema.parse(JSON.parse(text))
  const { KeySchema: schema, TableName } = table.description
  const store = itemStore(parts, { by: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" } })
  try {
    await run(store, "DeleteItem", {
      TableName,
      Key: Object.fromEntries(schema.map(({ AttributeName: name }) => [name, item[name]])),
      ConditionExpression: "#expiry <= :now",
      ExpressionAttributeNames: { "#expiry": attribute },
      ExpressionAttributeValues: { ":now": { N: String(now) } },
    })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.is("ConditionalCheckFailedException")) return false
    throw error
  }
}

const sweepTable = async (parts: Parts, expiring: Expiring): Promise<number> => {
  const name = expiring.table.description.TableName
  let deleted = 0
  await eachEntry(parts.base.db, expiringBetween(name, expiring.now - fiveYears, expiring.now), async ([key]) => {
    const text = parts.base.db.getSync(itemPrefix(name) + itemKeyOf(name, key), { valueEncoding: "utf8" })
    const gone = text !== undefined && (await deleteExpired(parts, expiring, text))
    if (gone) deleted += 1
    // A place that an item was given while it changed; the item has another one by now.
    else await parts.writer.write([del(key)])
  })
  return deleted
}

/** Deletes every item that has expired at `now`, in milliseconds, and returns how many those were. */
export const sweepExpired = async (parts: Parts, now: number): Promise<number> => {
  let deleted = 0
  for (const table of parts.catalog.all()) {
    if (!table.timeToLive) continue
    deleted += await sweepTable(parts, { table, attribute: table.timeToLive.attribute, now: Math.floor(now / 1000) })
  }
  return deleted
}
