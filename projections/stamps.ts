import type { ReadModelName } from "#projections/registry"

/**
 * A hash of all that makes a read model's rows: its file and what that imports. Rows with another stamp are nobody's: a
 * changed fold is filled anew before anybody reads it. `npm run desk -- stamp` writes them.
 */
const stamps: Readonly<Record<ReadModelName, string>> = {
  "agenda-close": "c7a5f97f9f9b138d",
  "agenda-wake": "849e38b5ef32fb51",
  "agent-load": "d177edd5bb8cd692",
  "ticket-inbox": "47d7e74a734c524b",
  "ticket-page": "236edd476f2a8f8d",
}

const byName: ReadonlyMap<string, string> = new Map(Object.entries(stamps))

/** The stamp of the code that makes a read model's rows. Throws where it has none. */
export const stampOf = (name: string): string => {
  const stamp = byName.get(name)
  if (stamp) return stamp
  throw new Error(`The read model ${name} has no stamp: run npm run desk -- stamp`)
}
