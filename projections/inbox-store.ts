import type { Bulk, Row } from "#projections/bulk"
import { type InboxEntity, inboxColumns } from "#projections/inbox-entity"
import { ticketInbox } from "#projections/ticket-inbox"
import { unlessBeaten } from "#projections/unless-beaten"
import type { ViewStore } from "#projections/view-store"
import { InboxRow } from "#schemas/views/inbox-row"

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

/** The inbox as a rebuild sees it. */
export const inboxBulk = (entity: InboxEntity): Bulk<InboxRow, Item> => ({
  toItem: ({ ticketId, row, version }) => ({ ticketId, version, ...inboxColumns(row) }),
  putAll: async (items) => {
    const { unprocessed } = await entity.put(items.map((item) => ({ ...item, rebuilt: true }))).go({ concurrent: 2 })
    return unprocessed
  },
  versions: (tickets) =>
    entity.get([...tickets]).go({ consistent: true, attributes: ["ticketId", "version"], concurrent: 2 }),
})
