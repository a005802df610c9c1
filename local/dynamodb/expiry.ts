import type { Change, Stored } from "#local/dynamodb/change"
import { expiryPrefix } from "#local/dynamodb/keys"
import { del, type Item, put, type Write } from "#local/dynamodb/store"

const digits = 12
const padded = (seconds: number) => String(seconds).padStart(digits, "0")

/** The item's expiry in whole epoch seconds; nothing where the attribute is no number that can be one. */
export const expiryOf = (item: Item, attribute: string): number | undefined => {
  const seconds = Math.floor(Number(item[attribute]?.N))
  return seconds >= 0 && seconds < 10 ** digits ? seconds : undefined
}

/** The key that stands for one item's expiry: in the order of time. */
export const expiryKey = (table: string, seconds: number, key: string) =>
  `${expiryPrefix(table)}${padded(seconds)}~${key}`

/** The item's key in its table, out of the key that stands for its expiry. */
export const itemKeyOf = (table: string, key: string) => key.slice(expiryPrefix(table).length + digits + 1)

/** All that expire within `from` and `until`, both in epoch seconds. */
export const expiringBetween = (table: string, from: number, until: number) => ({
  gte: expiryPrefix(table) + padded(Math.max(0, from)),
  lt: expiryPrefix(table) + padded(until + 1),
})

const keyFor = ({ table, key }: Change, stored: Stored | undefined): string | undefined => {
  const seconds = stored && table.timeToLive ? expiryOf(stored.item, table.timeToLive.attribute) : undefined
  return seconds === undefined ? undefined : expiryKey(table.description.TableName, seconds, key)
}

/** What a change of an item changes in the order of expiry. */
export const expiryWrites = (change: Change): Write[] => {
  if (!change.table.timeToLive) return []
  const [old, next] = [keyFor(change, change.before), keyFor(change, change.after)]
  if (old === next) return []
  return [...(old ? [del(old)] : []), ...(next ? [put(next, "0")] : [])]
}
