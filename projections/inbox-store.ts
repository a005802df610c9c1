import { type InboxEntity, inboxColumns } from "#projections/inbox-entity"
import { ticketInbox } from "#projections/ticket-inbox"
import { unlessBeaten } from "#projections/unless-beaten"
import type { ViewStore } from "#projections/view-store"
import { InboxRow } from "#schemas/views/inbox-row"

/** The inbox as the projector sees it. */
export const inboxStore = (entity: InboxEntity): ViewStore<InboxRow> => ({
  of: ticketInbox,
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
