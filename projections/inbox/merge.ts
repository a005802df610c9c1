import type { Lane } from "#projections/inbox/lanes"
import type { Found } from "#projections/inbox/read-page"

/** A lane that is read on when its rows have been looked at. */
type Reader = {
  /** Whether there may be rows that have not been read. */
  isDry: () => boolean
  head: () => Found | undefined
  /** Steps over the row at this place, where it is the next. */
  pass: (sort: string) => void
  /** Reads on, and answers what it cost. */
  fill: () => Promise<number>
}

const reading = (lane: Lane, from: string | undefined): Reader => {
  let rows: readonly Found[] = []
  let at = 0
  let next = from
  let ended = false
  const head = () => rows[at]
  return {
    head,
    isDry: () => head() === undefined && !ended,
    pass: (sort) => {
      if (head()?.sort === sort) at++
    },
    fill: async () => {
      const stretch = await lane(next)
      rows = stretch.rows
      at = 0
      next = stretch.next
      ended = next === undefined
      return stretch.cost
    },
  }
}

/** Lanes side by side, looked at in one order, newest first. A row that changed lanes meanwhile is looked at once. */
const sideBySide = (lanes: readonly Lane[], from: string | undefined) => {
  const readers = lanes.map((lane) => reading(lane, from))
  const isDry = () => readers.some((reader) => reader.isDry())
  const heads = () => readers.flatMap((reader) => reader.head() ?? [])
  return {
    isDry,
    isThereMore: () => isDry() || heads().length > 0,
    /** Reads on wherever it is dry, and answers what it cost. */
    fill: async (): Promise<number> => {
      const costs = await Promise.all(readers.filter((reader) => reader.isDry()).map((reader) => reader.fill()))
      return costs.reduce((sum, cost) => sum + cost, 0)
    },
    take: (): Found | undefined => {
      const [newest] = heads().toSorted((a, b) => (a.sort < b.sort ? 1 : -1))
      for (const reader of readers) if (newest) reader.pass(newest.sort)
      return newest
    },
  }
}

/** How far to go: until there are `limit` rows, or `budget` is spent and anything at all was looked at. */
export type Reach = { from: string | undefined; limit: number; budget: number; fits: (found: Found) => boolean }

/** Rows that fit, and the place of the last one that was looked at where there may be more behind it. */
export type Gathered = { found: Found[]; last?: string }

/** Looks at the rows of all lanes until it has gone far enough. */
export const gather = async (lanes: readonly Lane[], { from, limit, budget, fits }: Reach): Promise<Gathered> => {
  const rows = sideBySide(lanes, from)
  const found: Found[] = []
  let left = budget
  let last: string | undefined
  const goesOn = () => found.length < limit && rows.isThereMore() && (left > 0 || last === undefined || !rows.isDry())
  while (goesOn()) {
    while (rows.isDry()) left -= await rows.fill()
    const next = rows.take()
    last = next?.sort ?? last
    if (next && fits(next)) found.push(next)
  }
  return { found, ...(last !== undefined && rows.isThereMore() && { last }) }
}
