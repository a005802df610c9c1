import { setTimeout as wait } from "node:timers/promises"
import {
  DescribeStatementCommand,
  type DescribeStatementResponse,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data"
import { env } from "#functions/lib/env"
import { database } from "#functions/warehouse/schema"

export type SqlQuestion = {
  sql: string
  database: string
  /** Of Redshift Serverless. */
  workgroup: string
  /** The secret of the database user who asks; without it the caller asks as whoever their role is in the database. */
  secretArn?: string | undefined
}
export type SqlCell = string | number | boolean | null
/** `affected` is the number of rows that were returned, or changed by a statement that returns none. */
export type SqlResult = { columns: string[]; rows: SqlCell[][]; affected: number }

/** Milliseconds between looks at a running statement: twice as long each time. */
const firstLook = 20
const longestLook = 1_000

const started = async (client: RedshiftDataClient, { sql, database, workgroup, secretArn }: SqlQuestion) => {
  const asWhom = secretArn ? { SecretArn: secretArn } : {}
  const command = new ExecuteStatementCommand({ Sql: sql, Database: database, WorkgroupName: workgroup, ...asWhom })
  const { Id } = await client.send(command)
  if (Id) return Id
  throw new Error("The warehouse took the query but gave it no id")
}

const finished = async (client: RedshiftDataClient, Id: string): Promise<DescribeStatementResponse> => {
  for (let delay = firstLook; ; delay = Math.min(longestLook, delay * 2)) {
    const statement = await client.send(new DescribeStatementCommand({ Id }))
    if (statement.Status === "FINISHED") return statement
    if (statement.Status === "FAILED" || statement.Status === "ABORTED")
      throw new Error(statement.Error ?? `The query was ${statement.Status.toLowerCase()}`)
    await wait(delay)
  }
}

const cellOf = ({ isNull, stringValue, longValue, doubleValue, booleanValue }: Field): SqlCell =>
  isNull ? null : (stringValue ?? longValue ?? doubleValue ?? booleanValue ?? null)

/** Runs one statement on the warehouse by the Redshift Data API. Throws an error with the warehouse's reason. */
export const runSql = async (client: RedshiftDataClient, question: SqlQuestion): Promise<SqlResult> => {
  const Id = await started(client, question)
  const { HasResultSet, ResultRows = 0 } = await finished(client, Id)
  const result: SqlResult = { columns: [], rows: [], affected: ResultRows }
  let NextToken: string | undefined
  do {
    if (!HasResultSet) return result
    const page = await client.send(new GetStatementResultCommand({ Id, NextToken }))
    result.columns = (page.ColumnMetadata ?? []).map(({ name = "" }) => name)
    result.rows.push(...(page.Records ?? []).map((record) => record.map(cellOf)))
    NextToken = page.NextToken
  } while (NextToken)
  return result
}

/** Characters of a cell that a table shows. */
const widest = 60

const shown = (cell: SqlCell): string => {
  const text = String(cell).replaceAll("\r", "").replaceAll("\n", "↵").replaceAll("\t", " ")
  const characters = Array.from(text)
  return characters.length <= widest ? text : `${characters.slice(0, widest - 1).join("")}…`
}

const width = (text: string) => Array.from(text).length

const padded = (text: string, to: number, right: boolean): string => {
  const space = " ".repeat(to - width(text))
  return right ? space + text : text + space
}

/** A table as people read it: numbers to the right, long cells cut. Of a statement without a result, what it changed. */
export const asTable = ({ columns, rows, affected }: SqlResult): string => {
  const count = (rowCount: number) => `(${rowCount} ${rowCount === 1 ? "row" : "rows"})`
  if (columns.length === 0) return `Done ${count(affected)}`
  const texts = rows.map((row) => row.map(shown))
  const widths = columns.map((name, index) => Math.max(width(name), ...texts.map((row) => width(row[index] ?? ""))))
  const line = (cells: string[], right: (index: number) => boolean) =>
    cells
      .map((cell, index) => padded(cell, widths[index] ?? 0, right(index)))
      .join(" | ")
      .trimEnd()
  return [
    line(columns, () => false),
    widths.map((each) => "-".repeat(each)).join("-+-"),
    ...texts.map((row, place) => line(row, (index) => typeof rows[place]?.[index] === "number")),
    count(rows.length),
  ].join("\n")
}

/** The result as `--json` prints it: one object per row, keyed by column. */
export const asObjects = ({ columns, rows }: SqlResult): Record<string, SqlCell>[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])))

/** A question to the warehouse that the environment names, as desk-environment.ts sets it up. */
export const askWarehouse = (sql: string, secretArn?: string): Promise<SqlResult> =>
  runSql(new RedshiftDataClient({}), { sql, database, workgroup: env("WAREHOUSE_WORKGROUP"), secretArn })

/**
 * The rows of a query on that warehouse, as objects. It is the administrator who asks: a warehouse that was just deployed
 * knows nobody else.
 */
export const selectRows = async (sql: string): Promise<Record<string, SqlCell>[]> =>
  asObjects(await askWarehouse(sql, env("WAREHOUSE_ADMIN_ARN")))
