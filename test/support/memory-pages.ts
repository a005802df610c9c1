import { inboxIndexes } from "#projections/inbox/indexes"
import type { Asked, Found, ReadPage } from "#projections/inbox/read-page"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"

type Entry = Found & { partition: string }

const entriesIn = (items: readonly { row: InboxRow; version: number }[], index: Asked["index"]): Entry[] =>
  items.flatMap(({ row, version }) => {
    const indexed: Partial<Record<Asked["index"], { partition: string; sort: string }>> = inboxIndexes(row)
    const key = indexed[index]
    return key ? [{ id: row.ticketId, version, row, ...key }] : []
  })

const byPlace = (a: Entry, b: Entry) => (a.sort < b.sort ? -1 : 1)

/** The inbox's indexes in memory. `put` replaces a row; `examined` counts what was read until now. */
export const memoryPages = (rows: readonly InboxRow[]) => {
  const items = new Map(rows.map((row) => [row.ticketId, { row, version: 1 }]))
  const examined = { requests: 0, rows: 0 }
  const read: ReadPage = async ({ index, partition, after, limit, descending = false }) => {
    const ordered = entriesIn([...items.values()], index)
      .filter((entry) => entry.partition === partition)
      .sort(byPlace)
    if (descending) ordered.reverse()
    const behind = ordered.filter(({ sort }) => !after || (descending ? sort < after.sort : sort > after.sort))
    const found = behind.slice(0, limit)
    const last = found.at(-1)
    examined.requests++
    examined.rows += found.length
    return { rows: found, ...(last && found.length === limit && { next: { sort: last.sort, id: last.id } }) }
  }
  return { read, examined, put: (row: InboxRow, version: number) => items.set(row.ticketId, { row, version }) }
}
