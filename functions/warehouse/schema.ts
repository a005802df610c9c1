import { type WarehouseTable, warehouseTables } from "#functions/warehouse/tables"
import type { Column, ColumnType } from "#schemas/columns"

/** The database that holds the tables, on every stage. */
export const database = "analytics"

/** A column's name in SQL, in quotes: Redshift reserves words that PostgreSQL does not, such as `tag` and `open`. */
export const quoted = (name: string) => `"${name}"`

const sqlType = (type: ColumnType): string => {
  if (type.kind === "text") return `varchar(${type.bytes})`
  return { timestamp: "timestamp", double: "double precision", integer: "integer" }[type.kind]
}

type Definition = { column: string; type: string }

const typed = ({ name, type }: Column): Definition => ({ column: name, type: sqlType(type) })
/** The widest varchar of Redshift, so that loading a record never fails on what it says. */
const raw = ({ name }: Column): Definition => ({ column: name, type: "varchar(65535)" })
const reasons: Definition = { column: "reasons", type: "varchar(4000)" }
const rejectedAt: Definition = { column: "rejected_at", type: "timestamp" }

/** The table that a merge's rows pass through with what is wrong with each. Empty between merges. */
export const checkedName = ({ name }: WarehouseTable) => `${name}_checked`
/** The table of the newest good rows, with their types, one per key. Empty between merges. */
export const batchName = ({ name }: WarehouseTable) => `${name}_batch`

/** A table as it lies in the database. */
type Lying = { name: string; definitions: readonly Definition[]; key?: string }

/** Staging comes first: a merge locks it before all others, and so does whoever adds columns, so that neither blocks both. */
const lying = (table: WarehouseTable): Lying[] => {
  const { name, staging, rejected, key, columns } = table
  return [
    { name: staging, definitions: columns.map(raw) },
    { name: checkedName(table), definitions: [...columns.map(raw), reasons] },
    { name: batchName(table), definitions: columns.map(typed) },
    { name, definitions: columns.map(typed), key },
    { name: rejected, definitions: [...columns.map(raw), reasons, rejectedAt] },
  ]
}

const defined = ({ column, type }: Definition) => `${quoted(column)} ${type}`

const created = ({ name, definitions, key }: Lying) => {
  const parts = [...definitions.map(defined), ...(key ? [`primary key (${quoted(key)})`] : [])]
  return `create table if not exists ${name} (${parts.join(", ")})`
}

/** A column of a table, as `columnsQuery` answers it. */
const place = (table: string, column: string) => `${table}.${column}`

const names = warehouseTables.flatMap(lying).map(({ name }) => `'${name}'`)

/**
 * Every column of our tables that exists. Redshift has the catalogue on its leader node only, with types of PostgreSQL's
 * that results cannot have, so the names are cast and no table of ours is asked in the same statement:
 * https://docs.aws.amazon.com/redshift/latest/dg/c_join_PG.html
 */
export const columnsQuery = `select cast(table_name as varchar(128)) || '.' || cast(column_name as varchar(128)) as name
   from information_schema.columns where table_schema = 'public' and table_name in (${names.join(", ")})`

const addedTo = (tables: readonly Lying[], found: ReadonlySet<string>): string[][] => {
  const missing = tables.flatMap(({ name, definitions }) =>
    definitions.filter(({ column }) => !found.has(place(name, column))).map((definition) => ({ name, definition })),
  )
  const byColumn = Map.groupBy(missing, ({ definition }) => definition.column)
  return [...byColumn.values()].map((same) =>
    same.map(({ name, definition }) => `alter table ${name} add column ${defined(definition)}`),
  )
}

/**
 * Brings tables of which `found` exists up to date: creates those that are missing, and adds the columns that are missing
 * to the others, behind what they have. What `found` has beyond that is left alone. In parts, each for one transaction:
 * a column reaches all tables that a row passes through, or none. Nothing to do is no part.
 * Valid on Redshift, where the primary key only informs the planner and a statement adds one column, without `if not
 * exists` (https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html), and on PostgreSQL. Distribution and sort
 * keys are Redshift's alone and not set here.
 */
export const schemaChanges = (found: ReadonlySet<string>): string[][] => {
  const existing = new Set([...found].map((name) => name.split(".")[0]))
  const exists = ({ name }: Lying) => existing.has(name)
  const tables = warehouseTables.map(lying)
  const creations = tables
    .flat()
    .filter((table) => !exists(table))
    .map(created)
  return [
    ...(creations.length > 0 ? [creations] : []),
    ...tables.flatMap((together) => addedTo(together.filter(exists), found)),
  ]
}
