import type { EventStore } from "#core/engine/event-store"
import { env } from "#functions/lib/env"
import { consumer } from "#functions/messaging/consumer"
import { deliver } from "#functions/messaging/delivery"
import { loadProcessed } from "#functions/messaging/processed"
import { eventStore } from "#functions/store/event-store"
import { fittingRow } from "#functions/warehouse/fitting-row"
import { processedTickets } from "#functions/warehouse/tables"

export type Tickets = { store: EventStore; send: (rows: object[]) => Promise<void> }

/** ResponseDrafted → a row on its way to `processed_tickets`. */
export const deliverTickets = ({ store, send }: Tickets) =>
  consumer("deliver-tickets", async ({ stream }) =>
    send([fittingRow(processedTickets, await loadProcessed(store, stream.id))]),
  )

export const handler = deliverTickets({
  store: eventStore,
  send: (rows) => deliver(env("TICKET_DELIVERY"), rows),
})
