import type { ReadModelName } from "#projections/registry"

/**
 * A hash of all that makes a read model's rows: its file and what that imports. Rows with another stamp are nobody's: a
 * changed fold is filled anew before anybody reads it. `npm run desk -- stamp` writes them.
 */
const stamps: Readonly<Record<ReadModelName, string>> = {
  "agenda-close": "139ef5f53eab52a2",
  "agenda-wake": "f505da37cfe1871f",
  "agent-load": "0b026b277814c8d6",
  "ticket-inbox": "222c635394bd8519",
  "ticket-page": "678327f9446cab0e",
}

const byName: ReadonlyMap<string, string> = new Map(Object.entries(stamps))

/** The stamp of the code that makes a read model's rows. Throws where it has none. */
export const stampOf = (name: string): string => {
  const stamp = byName.get(name)
  if (stamp) return stamp
  throw new Error(`The read model ${name} has no stamp: run npm run desk -- stamp`)
}
