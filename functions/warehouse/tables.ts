import { Role } from "#schemas/actor"
import { Priority, Sentiment } from "#schemas/ticket/words"

export type ColumnType =
  /** Redshift counts a varchar's width in bytes. */
  { kind: "text"; bytes: number; oneOf?: readonly string[] } | { kind: "timestamp" } | { kind: "double" | "integer" }

export type Column = {
  name: string
  type: ColumnType
  optional?: true
  /** An identity: a value that is too wide is refused, never cut. */
  exact?: true
}

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

const text = (name: string, bytes: number): Column => ({ name, type: { kind: "text", bytes } })
const id = (name: string, bytes: number): Column => ({ ...text(name, bytes), exact: true })
const word = (name: string, oneOf: readonly string[]): Column => ({ name, type: { kind: "text", bytes: 20, oneOf } })
const timestamp = (name: string): Column => ({ name, type: { kind: "timestamp" } })
const double = (name: string): Column => ({ name, type: { kind: "double" } })
const integer = (name: string): Column => ({ name, type: { kind: "integer" } })

/** One row per ticket after triage. */
export const processedTickets: WarehouseTable = {
  name: "processed_tickets",
  staging: "processed_tickets_staging",
  rejected: "rejected_tickets",
  key: "ticket_id",
  newest: "processed_at",
  columns: [
    id("ticket_id", 50),
    timestamp("submitted_at"),
    text("customer_first_name", 50),
    text("customer_last_name", 50),
    text("customer_full_name", 50),
    text("customer_email", 50),
    text("product", 50),
    text("issue_type", 50),
    text("subject", 500),
    text("description", 5000),
    text("response_text", 5000),
    word("sentiment", Sentiment.options),
    double("sentiment_score_mixed"),
    double("sentiment_score_negative"),
    double("sentiment_score_neutral"),
    double("sentiment_score_positive"),
    word("priority", Priority.options),
    text("priority_reasoning", 5000),
    timestamp("processed_at"),
  ],
}

/** Three bytes for each of the 200 characters that an id may have, and its place in the commit. */
const idBytes = 640

/** One row per event of every ticket; `data` is JSON text. */
export const ticketEvents: WarehouseTable = {
  name: "ticket_events",
  staging: "ticket_events_staging",
  rejected: "rejected_events",
  key: "event_id",
  newest: "at",
  columns: [
    id("event_id", idBytes),
    id("ticket_id", 50),
    integer("version"),
    id("type", 64),
    timestamp("at"),
    word("actor_role", Role.options),
    id("actor_id", idBytes),
    id("correlation_id", idBytes),
    { ...id("causation_id", idBytes), optional: true },
    id("data", 65_535),
  ],
}

export const warehouseTables: readonly WarehouseTable[] = [ticketEvents, processedTickets]
