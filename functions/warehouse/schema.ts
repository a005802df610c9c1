import { type Column, type ColumnType, type WarehouseTable, warehouseTables } from "#functions/warehouse/tables"

/** The database that holds the tables, on every stage. */
export const database = "analytics"

const sqlType = (type: ColumnType): string => {
  if (type.kind === "text") return `varchar(${type.bytes})`
  return { timestamp: "timestamp", double: "double precision", integer: "integer" }[type.kind]
}

/** The widest varchar of Redshift, so that loading a record never fails on what it says. */
const raw = ({ name }: Column) => `${name} varchar(65535)`
const typed = ({ name, type }: Column) => `${name} ${sqlType(type)}`
const reasons = "reasons varchar(4000)"

const create = (name: string, columns: readonly string[]) =>
  `create table if not exists ${name} (${columns.join(", ")})`

/** The table that a merge's rows pass through with what is wrong with each. Empty between merges. */
export const checkedName = ({ name }: WarehouseTable) => `${name}_checked`
/** The table of the newest good rows, with their types, one per key. Empty between merges. */
export const batchName = ({ name }: WarehouseTable) => `${name}_batch`

const tablesOf = (table: WarehouseTable): string[] => {
  const { name, staging, rejected, key, columns } = table
  return [
    create(name, [...columns.map(typed), `primary key (${key})`]),
    create(staging, columns.map(raw)),
    create(checkedName(table), [...columns.map(raw), reasons]),
    create(batchName(table), columns.map(typed)),
    create(rejected, [...columns.map(raw), reasons, "rejected_at timestamp"]),
  ]
}

/**
 * Creates what is missing of the warehouse; running it again changes nothing. Valid on Redshift, where the primary key
 * only informs the planner, and on PostgreSQL. Distribution and sort keys are Redshift's alone and not set here.
 */
export const schemaStatements: readonly string[] = warehouseTables.flatMap(tablesOf)
