import { env } from "#functions/lib/env"
import { consumer } from "#functions/messaging/consumer"
import { deliver } from "#functions/messaging/delivery"
import { fittingRow } from "#functions/warehouse/fitting-row"
import { ticketEvents } from "#functions/warehouse/tables"
import type { TicketEvent } from "#schemas/ticket/events"

/** An event as a row of `ticket_events`. */
const toRow = ({ id, stream, version, type, at, actor, correlationId, causationId, data }: TicketEvent) => ({
  event_id: id,
  ticket_id: stream.id,
  version,
  type,
  at,
  actor_role: actor.role,
  actor_id: actor.id,
  correlation_id: correlationId,
  causation_id: causationId,
  data: JSON.stringify(data),
})

/** Every event of a ticket → a row on its way to `ticket_events`. */
export const deliverEvents = (send: (rows: object[]) => Promise<void>) =>
  consumer("deliver-events", (event) => send([fittingRow(ticketEvents, toRow(event))]))

export const handler = deliverEvents((rows) => deliver(env("EVENT_DELIVERY"), rows))
