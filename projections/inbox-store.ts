import type { Bulk, Row } from "#projections/bulk"
import { type InboxEntity, inboxColumns } from "#projections/inbox-entity"
import { type PutStored, storedAs } from "#projections/stored-item"
import { ticketInbox } from "#projections/ticket-inbox"
import { unlessBeaten } from "#projections/unless-beaten"
import type { ViewStore } from "#projections/view-store"
import { InboxRow } from "#schemas/ticket/views/inbox-row"

/** The inbox as the projector sees it, at the revision of its entity. */
export const inboxStore = (entity: InboxEntity, revision: number = ticketInbox.revision): ViewStore<InboxRow> => ({
  of: { ...ticketInbox, revision },
  get: async (ticketId) => {
    const { data } = await entity.get({ ticketId }).go({ consistent: true })
    return data ? { row: InboxRow.parse(data.row), version: data.version } : { row: undefined, version: 0 }
  },
  put: ({ ticketId, row, version }, from) =>
    unlessBeaten(
      entity
        .put({ ticketId, version, ...inboxColumns(row) })
        .where((field, is) => (from === 0 ? is.notExists(field.version) : is.eq(field.version, from)))
        .go(),
    ),
})

type Item = Row & ReturnType<typeof inboxColumns>

const keyed = ["ticketId", "status", "team", "assignee", "customerId", "submittedAt"] as const

/** The inbox as a rebuild sees it. */
export const inboxBulk = (entity: InboxEntity, put: PutStored): Bulk<InboxRow, Item> => {
  const stored = storedAs(keyed, (marks) => entity.put({ ...marks, version: 0, search: "", row: {} }).params())
  return {
    toItem: ({ ticketId, row, version }) => ({ ticketId, version, ...inboxColumns(row) }),
    putAll: (items) => put(items.map((item) => stored({ ...item, rebuilt: true }))),
    versions: (tickets) =>
      entity.get([...tickets]).go({ consistent: true, attributes: ["ticketId", "version"], concurrent: 2 }),
  }
}
