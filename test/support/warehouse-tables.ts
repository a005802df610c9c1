import { mergeStatements } from "#functions/warehouse/merge"
import { schemaChanges } from "#functions/warehouse/schema"
import { type WarehouseTable, warehouseTables } from "#functions/warehouse/tables"
import { emptyPostgres } from "#test/support/empty-postgres"

/** A row as it arrives: text or nothing in every column. */
export type RawRow = Record<string, string | null>

export const mergedAt = "2026-03-04T05:06:07.000Z"

/** The warehouse's tables in a PostgreSQL of their own, empty. Takes a second to start: share it within a test file. */
export const warehouseAlone = async () => {
  const db = await emptyPostgres()
  for (const statement of schemaChanges(new Set()).flat()) await db.exec(statement)
  const names = warehouseTables.flatMap(({ name, staging, rejected }) => [name, staging, rejected])
  const rows = async (sql: string) => (await db.query<Record<string, unknown>>(sql)).rows
  return {
    rows,
    stage: async ({ staging }: WarehouseTable, staged: readonly RawRow[]) => {
      const sql = `insert into ${staging} select * from json_populate_recordset(null::${staging}, $1)`
      await db.query(sql, [JSON.stringify(staged)])
    },
    /** The merge as Redshift Data runs it: one transaction. `interrupted` undoes it after that many statements. */
    merge: (interrupted?: number) =>
      db.transaction(async (transaction) => {
        for (const statement of mergeStatements(mergedAt).slice(0, interrupted)) await transaction.exec(statement)
        if (interrupted !== undefined) await transaction.rollback()
      }),
    empty: () => db.exec(`truncate ${names.join(", ")}`),
    close: () => db.close(),
  }
}

export const goodTicket: RawRow = {
  ticket_id: "TKT-1",
  submitted_at: "2026-01-02T03:00:00.000Z",
  customer_first_name: "Cora",
  customer_last_name: "Customer",
  customer_full_name: "Cora Customer",
  customer_email: "cora@example.com",
  product: "Router X2",
  issue_type: "Connection",
  subject: "No connection",
  description: "Since this morning the router does not connect.",
  response_text: "Please restart it.",
  sentiment: "NEGATIVE",
  sentiment_score_mixed: "0.05",
  sentiment_score_negative: "0.8",
  sentiment_score_neutral: "0.1",
  sentiment_score_positive: "0.05",
  priority: "HIGH",
  priority_reasoning: "No connection at all.",
  processed_at: "2026-01-02T03:04:00.123Z",
  category: "hardware",
  engine: "model",
  model: "ledgerdesk-offline",
  language: null,
  confidence: null,
}

export const goodEvent: RawRow = {
  event_id: "c1.0",
  ticket_id: "TKT-1",
  version: "1",
  type: "TicketSubmitted",
  at: "2026-01-02T03:00:00.000Z",
  actor_role: "customer",
  actor_id: "cus_1",
  correlation_id: "corr-1",
  causation_id: null,
  data: '{"subject":"No connection"}',
}
