import type { Range } from "#local/dynamodb/store"

/** Where things are in the LevelDB. Names hold no `~`; dynalite's own keys within a table are hexadecimal and `/`. */
export const tableKey = (table: string) => `table~${table}`
export const itemPrefix = (table: string) => `item-${table}~`
/** `kind` is local or global. */
export const indexPrefix = (kind: string, table: string, index: string) =>
  `index-${kind.toLowerCase()}~${table}~${index}~`
export const streamPrefix = (table: string, label = "") => `stream~${table}~${label}${label && "~"}`
export const expiryPrefix = (table: string) => `expiry~${table}~`

/** Every key that begins with `prefix`. */
export const under = (prefix: string) => ({ gte: prefix, lt: `${prefix}\u007f` })

const lower = (prefix: string, { gt, gte = "" }: Range) =>
  gt === undefined ? { gte: prefix + gte } : { gt: prefix + gt }
const upper = (prefix: string, { lt, lte }: Range) => {
  if (lte !== undefined) return { lte: prefix + lte }
  return lt === undefined ? { lt: under(prefix).lt } : { lt: prefix + lt }
}

/** `range` within the keys that begin with `prefix`. */
export const within = (prefix: string, range: Range): Range => ({
  ...lower(prefix, range),
  ...upper(prefix, range),
  reverse: range.reverse ?? false,
  limit: range.limit ?? -1,
})
