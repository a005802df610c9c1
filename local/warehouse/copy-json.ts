import { SqlError } from "#local/warehouse/database"
import type { Warehouse } from "#local/warehouse/warehouse"

/** A line that was not loaded, and why. */
export type Refused = { line: string; reason: string }

/** Redshift's widest varchar, in bytes. */
const widest = 65_535

type Row = Record<string, string | null>

const asText = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  return typeof value === "string" ? value : JSON.stringify(value)
}

const checked = (column: string, text: string | null): string | null => {
  if (text === null) return null
  if (text.includes("\0")) throw new Error(`${column} contains a NUL character, which no column can hold`)
  if (!text.isWellFormed()) throw new Error(`${column} contains half a surrogate pair, which UTF-8 cannot hold`)
  const bytes = Buffer.byteLength(text)
  if (bytes > widest) throw new Error(`${column} has ${bytes} bytes; a column holds ${widest}`)
  return text
}

/** One line as a row of texts. Throws an error that says what is wrong with it. */
const toRow = (line: string): Row => {
  const value: unknown = JSON.parse(line)
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("it is not a JSON object")
  return Object.fromEntries(Object.entries(value).map(([column, each]) => [column, checked(column, asText(each))]))
}

type Parsed = { line: string; row: Row }

const parsed = (lines: readonly string[]) => {
  const good: Parsed[] = []
  const refused: Refused[] = []
  for (const line of lines)
    try {
      good.push({ line, row: toRow(line) })
    } catch (error) {
      refused.push({ line, reason: error instanceof Error ? error.message : String(error) })
    }
  return { good, refused }
}

/** SQLSTATE classes 22 and 23: the data is at fault, not the warehouse. */
const ofTheData = (error: unknown): error is SqlError => error instanceof SqlError && /^2[23]/.test(error.code)

type Target = { warehouse: Pick<Warehouse, "query">; table: string }

const insert = ({ warehouse, table }: Target, rows: readonly Parsed[]) =>
  warehouse.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows.map(({ row }) => row)),
  ])

/** Inserts all of them, or finds those that cannot be inserted by halves. */
const load = async (target: Target, rows: readonly Parsed[]): Promise<Refused[]> => {
  if (rows.length === 0) return []
  try {
    await insert(target, rows)
    return []
  } catch (error) {
    if (!ofTheData(error)) throw error
    if (rows.length === 1) return rows.map(({ line }) => ({ line, reason: error.message }))
    const middle = Math.ceil(rows.length / 2)
    return [...(await load(target, rows.slice(0, middle))), ...(await load(target, rows.slice(middle)))]
  }
}

/**
 * Loads lines of JSON as Redshift's `COPY … FORMAT JSON 'auto'` does: keys that are columns' names are taken, others
 * ignored, missing ones null. Returns the lines that no row could be made of; the others are committed. Throws where the
 * warehouse itself is not in order, and may then have loaded some of the lines.
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-usage_notes-copy-from-json.html
 */
export const copyJson =
  (warehouse: Pick<Warehouse, "query">) =>
  async (table: string, lines: readonly string[]): Promise<Refused[]> => {
    if (!/^[a-z_]+$/.test(table)) throw new Error(`${table} is not the name of a table`)
    const { good, refused } = parsed(lines)
    return [...refused, ...(await load({ warehouse, table }, good))]
  }
