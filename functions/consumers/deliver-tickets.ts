import type { EventStore } from "#core/event-store"
import { consumer } from "#functions/lib/consumer"
import { deliver } from "#functions/lib/delivery"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import { loadProcessed } from "#functions/lib/processed"
import { fittingRow } from "#functions/warehouse/fitting-row"
import { processedTickets } from "#functions/warehouse/tables"

export type Tickets = { store: EventStore; send: (rows: object[]) => Promise<void> }

/** ResponseDrafted → a row on its way to `processed_tickets`. */
export const deliverTickets = ({ store, send }: Tickets) =>
  consumer(async ({ ticketId }) => send([fittingRow(processedTickets, await loadProcessed(store, ticketId))]))

export const handler = deliverTickets({
  store: eventStore,
  send: (rows) => deliver(env("TICKET_DELIVERY"), rows),
})
