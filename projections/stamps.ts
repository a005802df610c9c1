import type { ReadModelName } from "#projections/registry"

/**
 * A hash of all that makes a read model's rows: its file and what that imports. Rows with another stamp are nobody's: a
 * changed fold is filled anew before anybody reads it. `npm run desk -- stamp` writes them.
 */
const stamps: Readonly<Record<ReadModelName, string>> = {
  "agenda-close": "1e977647b4e75249",
  "agenda-wake": "c4fafa372c11fab9",
  "agent-load": "e9e21bd50b655114",
  "ticket-inbox": "c7b0a8b39397077e",
  "ticket-page": "654bc08d96a1a662",
}

const byName: ReadonlyMap<string, string> = new Map(Object.entries(stamps))

/** The stamp of the code that makes a read model's rows. Throws where it has none. */
export const stampOf = (name: string): string => {
  const stamp = byName.get(name)
  if (stamp) return stamp
  throw new Error(`The read model ${name} has no stamp: run npm run desk -- stamp`)
}
