import type { PageEntity } from "#projections/page-entity"
import { ticketPage } from "#projections/ticket-page"
import { unlessBeaten } from "#projections/unless-beaten"
import type { ViewStore } from "#projections/view-store"
import { TicketPage } from "#schemas/views/ticket-page"

/** Ticket pages as the projector and the API see them. */
export const pageStore = (entity: PageEntity): ViewStore<TicketPage> => ({
  of: ticketPage,
  get: async (ticketId) => {
    const { data } = await entity.get({ ticketId }).go({ consistent: true })
    return data ? { row: TicketPage.parse(data.row), version: data.version } : { row: undefined, version: 0 }
  },
  put: ({ ticketId, row, version }, from) =>
    unlessBeaten(
      entity
        .put({ ticketId, version, customerId: row.customer.id, row: TicketPage.parse(row) })
        .where((field, is) => (from === 0 ? is.notExists(field.version) : is.eq(field.version, from)))
        .go(),
    ),
})
