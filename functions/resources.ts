import { tables } from "#schemas/tables"

/** A thing that functions touch. `env` is the environment variable through which a function learns its physical name. */
export type Resource =
  | { kind: "table"; name: string; env: string }
  | { kind: "queue"; name: string; env: string }
  | { kind: "kinesis"; name: string; env: string; shards: number }
  | { kind: "bus"; name: string; env: string }
  | { kind: "bucket"; name: string; env: string }
  | { kind: "state-machine"; name: string; env: string; definition: string }
  | { kind: "topic"; name: string; env: string }
  | { kind: "delivery"; name: string; env: string; prefix: string; table: string }
  | { kind: "warehouse"; name: string; env: string }
  | { kind: "secret"; name: string; env: string }
  | { kind: "sender"; name: string; env: string }
  | { kind: "model"; name: string; env: string }
  | { kind: "sentiment"; name: string; env: string }
  | { kind: "users"; name: string; env: string }
  | { kind: "live"; name: string; env: string }

/** Every resource by the name the manifest grants it under. Physical names are those of stage `local`. */
export const resources = {
  events: { kind: "table", name: tables.events.name, env: "EVENTS_TABLE" },
  views: { kind: "table", name: tables.views.name, env: "VIEWS_TABLE" },
  ledger: { kind: "table", name: tables.ledger.name, env: "LEDGER_TABLE" },
  connections: { kind: "table", name: tables.connections.name, env: "CONNECTIONS_TABLE" },
  intake: { kind: "kinesis", name: "ticket-intake", env: "INTAKE_STREAM", shards: 2 },
  /** What integrators sent and we could not read, with the reasons. The variable holds the queue's URL. */
  intakeDeadLetters: { kind: "queue", name: "ticket-intake-dlq", env: "INTAKE_DLQ_URL" },
  /** What we stored and the publisher cannot read, with the reason and its place in the event table. The same. */
  eventDeadLetters: { kind: "queue", name: "ticket-events-dlq", env: "EVENTS_DLQ_URL" },
  bus: { kind: "bus", name: "ledgerdesk", env: "BUS_NAME" },
  archive: { kind: "bucket", name: "ledgerdesk-archive", env: "ARCHIVE_BUCKET" },
  attachments: { kind: "bucket", name: "ledgerdesk-attachments", env: "ATTACHMENTS_BUCKET" },
  /** The variable holds the state machine's ARN. */
  triage: {
    kind: "state-machine",
    name: "triage",
    env: "TRIAGE_ARN",
    definition: "functions/triage/triage.asl.json",
  },
  /** The variable holds the state machine's ARN. */
  rebuild: {
    kind: "state-machine",
    name: "rebuild",
    env: "REBUILD_ARN",
    definition: "functions/rebuild/rebuild.asl.json",
  },
  /** The variable holds the topic's ARN. */
  notifications: { kind: "topic", name: "ledgerdesk-notifications", env: "NOTIFICATIONS_TOPIC_ARN" },
  /** The variable holds the verified sender address. */
  sender: { kind: "sender", name: "desk@ledgerdesk.example", env: "MAIL_FROM" },
  eventDelivery: {
    kind: "delivery",
    name: "ledgerdesk-events",
    env: "EVENT_DELIVERY",
    prefix: "events/",
    table: "ticket_events_staging",
  },
  ticketDelivery: {
    kind: "delivery",
    name: "ledgerdesk-tickets",
    env: "TICKET_DELIVERY",
    prefix: "processed/",
    table: "processed_tickets_staging",
  },
  /** The variable holds the workgroup's name. The database in it has the same name on every stage: warehouse/schema.ts. */
  warehouse: { kind: "warehouse", name: "analytics", env: "WAREHOUSE_WORKGROUP" },
  /** The warehouse's administrator. The variable holds the secret's ARN. */
  warehouseAdmin: { kind: "secret", name: "warehouse-admin", env: "WAREHOUSE_ADMIN_ARN" },
  /** The variable holds the language that customers write in, as Comprehend codes it: `en`. */
  sentiment: { kind: "sentiment", name: "comprehend", env: "SENTIMENT_LANGUAGE" },
  model: { kind: "model", name: "ledgerdesk-offline", env: "MODEL_ID" },
  users: { kind: "users", name: "ledgerdesk-users", env: "USER_POOL_ID" },
  /** The variable holds the WebSocket API's management endpoint. */
  live: { kind: "live", name: "ledgerdesk-live", env: "LIVE_ENDPOINT" },
} as const satisfies Record<string, Resource>

export type ResourceName = keyof typeof resources
