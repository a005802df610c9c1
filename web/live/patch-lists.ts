import type { InfiniteData, QueryClient } from "@tanstack/react-query"
import type { InboxItem, InboxPage } from "#schemas/ticket/views/inbox-row"

type List = InfiniteData<InboxPage, string>

/** What lists are filtered by, of all that may change: a row that keeps these stays in the lists that show it. */
const filtered = ({ status, priority, team, assignee }: InboxItem): string =>
  JSON.stringify([status, priority, team, assignee?.id])

const shown = (lists: readonly (List | undefined)[], ticketId: string): InboxItem | undefined =>
  lists
    .flatMap((list) => list?.pages ?? [])
    .flatMap(({ items }) => items)
    .find((row) => row.ticketId === ticketId)

const patched = (list: List, row: InboxItem): List => ({
  ...list,
  pages: list.pages.map((page) => ({
    ...page,
    items: page.items.map((each) => (each.ticketId === row.ticketId && each.version < row.version ? row : each)),
  })),
})

/**
 * Puts a row into the lists that show its ticket. False where they must be asked for again: they do not show it, or it may
 * now belong to others.
 */
export const patchLists = (queries: QueryClient, row: InboxItem): boolean => {
  const lists = queries.getQueriesData<List>({ queryKey: ["tickets"] })
  const before = shown(
    lists.map(([, list]) => list),
    row.ticketId,
  )
  if (!before || filtered(before) !== filtered(row)) return false
  for (const [key] of lists) queries.setQueryData<List>(key, (list) => list && patched(list, row))
  return true
}
