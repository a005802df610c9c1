import { wants, wantsAll } from "#projections/inbox/filter"
import { active, behind, monthOf, nobody, settledIn, settledOnes } from "#projections/inbox/indexes"
import type { Found, ReadPage } from "#projections/inbox/read-page"
import type { InboxQuery } from "#schemas/ticket/messages/inbox-query"

/** What was read of a lane, newest first. `next`, missing at its end, is where to go on: what stands before that place. */
export type Stretch = { rows: readonly Found[]; next?: string; cost: number }

/** A way to rows in the order of submission, newest first. */
export type Lane = (before: string | undefined) => Promise<Stretch>

/**
 * What reading costs, in tenths of a read unit: a request, a row of `list` (some 800 bytes of the 8 KB of a unit), and a
 * row that is fetched by its key (half a unit each, however small).
 */
const requestCost = 10
const listedCost = 1
const fetchedCost = 5

/** Rows of one request where many may not fit. */
const listedAtOnce = { least: 50, most: 250 }
const fetchedAtOnce = { least: 10, most: 50 }

const within = ({ least, most }: { least: number; most: number }, wanted: number): number =>
  Math.min(most, Math.max(least, wanted))

const goingOn = (before: string | undefined) => (before === undefined ? {} : behind(before))

type By = { index: "list" | "keys1" | "keys2" | "keys3"; partition: string; limit: number }

const cost = ({ index }: By, rows: readonly Found[]) =>
  requestCost + rows.length * (index === "list" ? listedCost : fetchedCost)

const laneBy =
  (read: ReadPage, by: By): Lane =>
  async (before) => {
    const { rows, next } = await read({ ...by, ...goingOn(before), descending: true })
    return { rows, ...(next && { next: next.sort }), cost: cost(by, rows) }
  }

/** The newest month before a place that has settled tickets. */
const monthBefore = async (read: ReadPage, before: string | undefined): Promise<string | undefined> => {
  const { rows, next } = await read({
    index: "keys1",
    partition: settledOnes,
    ...goingOn(before),
    limit: 1,
    descending: true,
  })
  const newest = rows[0]?.sort ?? next?.sort
  return newest && monthOf(newest)
}

/** A place within a month names it; a month alone stands before all of its tickets. */
const isWithin = (before: string | undefined): before is string => before !== undefined && before.length > 7

/** Month after month, as far as there are any. */
const settledLane =
  (read: ReadPage, limit: number): Lane =>
  async (before) => {
    const known = isWithin(before)
    const month = known ? monthOf(before) : await monthBefore(read, before)
    if (month === undefined) return { rows: [], cost: requestCost }
    const stretch = await laneBy(read, { index: "list", partition: settledIn(month), limit })(before)
    return { ...stretch, next: stretch.next ?? month, cost: stretch.cost + (known ? 0 : requestCost) }
  }

type Owner = "team" | "assignee"

const names = (query: InboxQuery, owner: Owner): boolean =>
  query[owner] !== undefined || query.without?.includes(owner) === true

/** The narrowest index of active rows that the query names. */
const activeIndex = (query: InboxQuery): Omit<By, "limit"> => {
  if (names(query, "assignee")) return { index: "keys2", partition: query.assignee ?? nobody }
  if (names(query, "team")) return { index: "keys1", partition: query.team ?? nobody }
  return { index: "list", partition: active }
}

/** How much at once: as much as is asked for where all of it fits. */
const limits = ({ q, priority, limit }: InboxQuery, covered: boolean) => {
  const all = covered && q === undefined && priority === undefined
  return { listed: all ? limit : within(listedAtOnce, 2 * limit), fetched: all ? limit : within(fetchedAtOnce, limit) }
}

const activeLane = (read: ReadPage, query: InboxQuery): Lane => {
  const by = activeIndex(query)
  const owners = (["team", "assignee"] as const).filter((owner) => names(query, owner))
  const { listed, fetched } = limits(query, wantsAll(query, true) && owners.length < 2)
  return laneBy(read, { ...by, limit: by.index === "list" ? listed : fetched })
}

/** Those that together hold every ticket that a list of this query may show. */
export const lanesOf = (read: ReadPage, query: InboxQuery): Lane[] => {
  const owned = names(query, "team") || names(query, "assignee")
  if (query.customer !== undefined) {
    const { fetched } = limits(query, query.status === undefined && !owned)
    return [laneBy(read, { index: "keys3", partition: query.customer, limit: fetched })]
  }
  const { listed } = limits(query, wantsAll(query, false) && !owned)
  return [
    ...(wants(query, true) ? [activeLane(read, query)] : []),
    ...(wants(query, false) ? [settledLane(read, listed)] : []),
  ]
}
