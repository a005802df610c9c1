import { isActive } from "#core/ticket/is-active"
import { active, behind, dayOf, minuteOf } from "#projections/inbox/indexes"
import { fromMark, type Mark, toMark } from "#projections/inbox/mark"
import type { Found, ReadPage } from "#projections/inbox/read-page"
import type { InboxSince } from "#schemas/ticket/messages/inbox-since"
import { InboxAnswer } from "#schemas/ticket/views/inbox-row"

/**
 * How far `after` stays behind the clock, in milliseconds: a change is found by the minute that its writer's clock said,
 * which may be wrong, and is found only when it has been projected. What is told twice is known by its version.
 */
const overlap = 5 * 60_000

const dayLong = 24 * 60 * 60_000

/** Days that one answer looks through, each at half a read unit or more. */
const daysAtOnce = 32

const item = ({ row, version }: Found) => ({ ...row, version })
const left = ({ id, version }: Found) => ({ ticketId: id, version })

type Read = { found: readonly Found[]; goOn?: Mark }

const answer = (begun: string, { found, goOn }: Read): InboxAnswer =>
  InboxAnswer.parse({
    items: found.filter(({ row }) => isActive[row.status]).map(item),
    left: found.filter(({ row }) => !isActive[row.status]).map(left),
    ...(goOn && { cursor: fromMark(goOn) }),
    after: fromMark({ kind: "changes", begun, place: begun }),
  })

const activeRows = async (read: ReadPage, { begun, place }: Mark, limit: number): Promise<Read> => {
  const after = place === "" ? {} : behind(place)
  const { rows, next } = await read({ index: "list", partition: active, ...after, limit, descending: true })
  return { found: rows, ...(next && { goOn: { kind: "active", begun, place: next.sort } }) }
}

const dayAfter = (day: string): string => dayOf(new Date(Date.parse(day) + dayLong).toISOString())

/** Entries behind a place, day by day, up to that of `until`. An entry that moves meanwhile moves to where we come later. */
const changedRows = async (
  read: ReadPage,
  { begun, place }: Mark,
  { limit, until }: { limit: number; until: string },
): Promise<Read> => {
  const found: Found[] = []
  let at = place
  for (let looked = 0; dayOf(at) <= until; looked++) {
    if (looked === daysAtOnce || found.length >= limit) return { found, goOn: { kind: "changes", begun, place: at } }
    const { rows, next } = await read({
      index: "keys4",
      partition: dayOf(at),
      ...behind(at),
      limit: limit - found.length,
    })
    found.push(...rows)
    at = next?.sort ?? dayAfter(dayOf(at))
  }
  return { found }
}

const at = (now: number): string => new Date(now).toISOString()

/** `after` begins a new reading, as nothing does; `cursor` goes on in one. */
const markOf = ({ after, cursor }: InboxSince, begun: string): Mark => {
  if (cursor !== undefined) return toMark(cursor)
  return after === undefined ? { kind: "active", begun, place: "" } : { ...toMark(after, "changes"), begun }
}

/**
 * GET /api/inbox: active rows by the page, or what changed since `after`; `limit` rows at most. `now` in milliseconds
 * since 1970. A row that a change left active is among `items`, every other among `left`. A client keeps the highest
 * version of each ticket that it has heard of. Throws WrongCursor.
 */
export const readInbox = async (read: ReadPage, since: InboxSince, now: number): Promise<InboxAnswer> => {
  const mark = markOf(since, minuteOf(at(now - overlap)))
  const { limit } = since
  const until = dayOf(at(now + overlap))
  return answer(
    mark.begun,
    mark.kind === "active" ? await activeRows(read, mark, limit) : await changedRows(read, mark, { limit, until }),
  )
}
