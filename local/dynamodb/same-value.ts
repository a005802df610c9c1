import type { Item } from "#local/dynamodb/store"

const sets = new Set(["SS", "NS", "BS"])
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

const sameArray = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, at) => same(value, b[at]))

const sameSet = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value))

const sameObject = (a: object, b: object): boolean => {
  const others = new Map<string, unknown>(Object.entries(b))
  const entries = Object.entries(a)
  return entries.length === others.size && entries.every(([key, value]) => sameEntry(key, value, others.get(key)))
}

// An attribute may be called "SS" too, but then its value is no array.
const sameEntry = (key: string, a: unknown, b: unknown): boolean =>
  sets.has(key) && Array.isArray(a) && Array.isArray(b) ? sameSet(a, b) : same(a, b)

const same = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return sameArray(a, b)
  return isObject(a) && isObject(b) ? sameObject(a, b) : a === b
}

/** Whether two items are equal for DynamoDB: maps and sets have no order. */
export const sameItem = (a: Item, b: Item): boolean => same(a, b)
