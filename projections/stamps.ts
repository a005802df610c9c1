import type { ReadModelName } from "#projections/registry"

/**
 * A hash of all that makes a read model's rows: its file and what that imports. Rows with another stamp are nobody's: a
 * changed fold is filled anew before anybody reads it. `npm run desk -- stamp` writes them.
 */
const stamps: Readonly<Record<ReadModelName, string>> = {
  "agenda-close": "649b2cbc97ca0870",
  "agenda-wake": "226bb3ba4c18aee1",
  "agent-load": "b23af16e9d6e9891",
  "ticket-inbox": "26225be8833eb481",
  "ticket-page": "c42938bd233ed1a3",
}

const byName: ReadonlyMap<string, string> = new Map(Object.entries(stamps))

/** The stamp of the code that makes a read model's rows. Throws where it has none. */
export const stampOf = (name: string): string => {
  const stamp = byName.get(name)
  if (stamp) return stamp
  throw new Error(`The read model ${name} has no stamp: run npm run desk -- stamp`)
}
