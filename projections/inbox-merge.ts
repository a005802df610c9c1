import type { Lane } from "#projections/inbox-lanes"
import type { Found } from "#projections/view-pages"

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

const newest = (readers: readonly Reader[]): Found | undefined =>
  readers.flatMap((reader) => reader.head() ?? []).toSorted((a, b) => (a.sort < b.sort ? 1 : -1))[0]

const fillDry = async (readers: readonly Reader[]): Promise<number> => {
  const costs = await Promise.all(readers.filter((reader) => reader.isDry()).map((reader) => reader.fill()))
  return costs.reduce((sum, cost) => sum + cost, 0)
}

/** How far to go: until there are `limit` rows, or `budget` is spent and anything at all was looked at. */
export type Reach = { from: string | undefined; limit: number; budget: number; fits: (found: Found) => boolean }

/** Rows that fit, and the place of the last one that was looked at where there may be more behind it. */
export type Gathered = { found: Found[]; last?: string }

/** Looks at the rows of all lanes in one order, newest first. A row that changed lanes meanwhile is looked at once. */
export const gather = async (lanes: readonly Lane[], { from, limit, budget, fits }: Reach): Promise<Gathered> => {
  const readers = lanes.map((lane) => reading(lane, from))
  const found: Found[] = []
  let left = budget
  let last: string | undefined
  const isThereMore = () => readers.some((reader) => reader.head() !== undefined || reader.isDry())
  while (found.length < limit && isThereMore()) {
    if (readers.some((reader) => reader.isDry())) {
      if (left <= 0 && last !== undefined) break
      left -= await fillDry(readers)
      continue
    }
    const head = newest(readers)
    if (!head) break
    for (const reader of readers) reader.pass(head.sort)
    last = head.sort
    if (fits(head)) found.push(head)
  }
  return { found, ...(last !== undefined && isThereMore() && { last }) }
}
