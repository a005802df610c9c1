import type { Bulk, Row } from "#projections/bulk"
import type { PageEntity } from "#projections/page-entity"
import { ticketPage } from "#projections/ticket-page"
import { unlessBeaten } from "#projections/unless-beaten"
import type { ViewStore } from "#projections/view-store"
import { TicketPage } from "#schemas/views/ticket-page"

const columns = (row: TicketPage) => ({ customerId: row.customer.id, row: TicketPage.parse(row) })

/** Ticket pages as the projector and the API see them, at the revision of their entity. */
export const pageStore = (entity: PageEntity, revision: number = ticketPage.revision): ViewStore<TicketPage> => ({
  of: { ...ticketPage, revision },
  get: async (ticketId) => {
    const { data } = await entity.get({ ticketId }).go({ consistent: true })
    return data ? { row: TicketPage.parse(data.row), version: data.version } : { row: undefined, version: 0 }
  },
  put: ({ ticketId, row, version }, from) =>
    unlessBeaten(
      entity
        .put({ ticketId, version, ...columns(row) })
        .where((field, is) => (from === 0 ? is.notExists(field.version) : is.eq(field.version, from)))
        .go(),
    ),
})

type Item = Row & ReturnType<typeof columns>

/** Ticket pages as a rebuild sees them. */
export const pageBulk = (entity: PageEntity): Bulk<TicketPage, Item> => ({
  toItem: ({ ticketId, row, version }) => ({ ticketId, version, ...columns(row) }),
  putAll: async (items) => {
    const { unprocessed } = await entity.put(items.map((item) => ({ ...item, rebuilt: true }))).go({ concurrent: 2 })
    return unprocessed
  },
  versions: (tickets) =>
    entity.get([...tickets]).go({ consistent: true, attributes: ["ticketId", "version"], concurrent: 2 }),
})
