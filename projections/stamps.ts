import type { ReadModelName } from "#projections/registry"

/**
 * A hash of all that makes a read model's rows: its file and what that imports. Rows with another stamp are nobody's: a
 * changed fold is filled anew before anybody reads it. `npm run desk -- stamp` writes them.
 */
const stamps: Readonly<Record<ReadModelName, string>> = {
  "agenda-close": "e3074db8939a6001",
  "agenda-wake": "11e88d24dd0473d0",
  "agent-load": "aff7a4750c888fbe",
  "ticket-inbox": "0161f6aed9d9eb17",
  "ticket-page": "cee0fc85e494a74a",
}

const byName: ReadonlyMap<string, string> = new Map(Object.entries(stamps))

/** The stamp of the code that makes a read model's rows. Throws where it has none. */
export const stampOf = (name: string): string => {
  const stamp = byName.get(name)
  if (stamp) return stamp
  throw new Error(`The read model ${name} has no stamp: run npm run desk -- stamp`)
}
