import type { Bulk, Row } from "#projections/bulk"
import type { PageEntity } from "#projections/page-entity"
import { type PutStored, storedAs } from "#projections/stored-item"
import { ticketPage } from "#projections/ticket-page"
import { unlessBeaten } from "#projections/unless-beaten"
import type { ViewStore } from "#projections/view-store"
import { TicketPage } from "#schemas/ticket/views/ticket-page"

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
export const pageBulk = (entity: PageEntity, put: PutStored): Bulk<TicketPage, Item> => {
  const stored = storedAs(["ticketId", "customerId"], (marks) => entity.put({ ...marks, version: 0, row: {} }).params())
  return {
    toItem: ({ ticketId, row, version }) => ({ ticketId, version, ...columns(row) }),
    putAll: (items) => put(items.map((item) => stored({ ...item, rebuilt: true }))),
    versions: (tickets) =>
      entity.get([...tickets]).go({ consistent: true, attributes: ["ticketId", "version"], concurrent: 2 }),
  }
}
