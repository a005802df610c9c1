import { fits, isContradictory } from "#projections/inbox/filter"
import { lanesOf } from "#projections/inbox/lanes"
import { gather } from "#projections/inbox/merge"
import { placeIn, toCursor } from "#projections/inbox/position"
import type { ReadPage } from "#projections/inbox/read-page"
import type { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { InboxPage } from "#schemas/ticket/views/inbox-row"

/**
 * What one answer may cost before it ends with a cursor, in tenths of a read unit: some 1,000 rows of lists are examined,
 * or 200 that are fetched one by one. What was begun may come on top.
 */
const budget = 1_000

/**
 * One page of a ticket list, newest submission first. `cursor` is missing on the last page; a page may hold fewer than
 * `limit` rows and still have a cursor. Throws WrongCursor.
 */
export const queryInbox = async (read: ReadPage, query: InboxQuery): Promise<InboxPage> => {
  const from = query.cursor === undefined ? undefined : placeIn(query.cursor)
  if (isContradictory(query)) return { items: [] }
  const { found, last } = await gather(lanesOf(read, query), {
    from,
    limit: query.limit,
    budget,
    fits: ({ row }) => fits(row, query),
  })
  return InboxPage.parse({
    items: found.map(({ row, version }) => ({ ...row, version })),
    ...(last !== undefined && { cursor: toCursor(last) }),
  })
}
