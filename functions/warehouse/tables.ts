import { type Column, columnsOf } from "#schemas/columns"
import { EventRow } from "#schemas/ticket/messages/event-row"
import { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"

/** A table of the warehouse: what arrives in `staging` is checked, merged into `name` by `key`, or kept in `rejected`. */
export type WarehouseTable = {
  name: string
  staging: string
  rejected: string
  key: string
  /** The timestamp column by which the newest of several rows with one key is known. */
  newest: string
  columns: readonly Column[]
}

/** One row per ticket after triage. */
export const processedTickets: WarehouseTable = {
  name: "processed_tickets",
  staging: "processed_tickets_staging",
  rejected: "rejected_tickets",
  key: "ticket_id",
  newest: "processed_at",
  columns: columnsOf(ProcessedTicket),
}

/** One row per event of every ticket; `data` is JSON text. */
export const ticketEvents: WarehouseTable = {
  name: "ticket_events",
  staging: "ticket_events_staging",
  rejected: "rejected_events",
  key: "event_id",
  newest: "at",
  columns: columnsOf(EventRow),
}

export const warehouseTables: readonly WarehouseTable[] = [ticketEvents, processedTickets]
