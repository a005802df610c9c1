import { castOf, reasonsOf } from "#functions/warehouse/checks"
import { batchName, checkedName, quoted } from "#functions/warehouse/schema"
import { type WarehouseTable, warehouseTables } from "#functions/warehouse/tables"

const list = ({ columns }: WarehouseTable) => columns.map(({ name }) => quoted(name)).join(", ")

/** Staging becomes `checked`, each row with its faults. */
const check = (table: WarehouseTable): string[] => {
  const names = list(table)
  return [
    `insert into ${checkedName(table)} (${names}, reasons)
     select ${names}, ${reasonsOf(table.columns)} from ${table.staging}`,
    `delete from ${table.staging}`,
  ]
}

/** Faulty rows move on as they came, so that the casts that follow never see them. */
const reject = (table: WarehouseTable, at: string): string[] => {
  const names = list(table)
  const checked = checkedName(table)
  return [
    `insert into ${table.rejected} (${names}, reasons, rejected_at)
     select ${names}, reasons, cast('${at}' as timestamp) from ${checked} where reasons <> ''`,
    `delete from ${checked} where reasons <> ''`,
  ]
}

/**
 * The newest row of every key, among those that arrived and those that are already there, so that a late, older row
 * changes nothing. Rows of the same time are told apart by all of their columns: the outcome never depends on order. A
 * value wins over none, so that a ticket that is delivered again fills the columns that were added since:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis.html
 */
const choose = (table: WarehouseTable): string[] => {
  const { name, newest, columns } = table
  const names = list(table)
  const key = quoted(table.key)
  const checked = checkedName(table)
  const casts = columns.map((column) => `${castOf(column)} as ${quoted(column.name)}`).join(", ")
  const deciding = [newest, ...columns.map((column) => column.name)]
  const order = deciding.map((each) => `${quoted(each)} desc nulls last`).join(", ")
  const present = `select ${names} from ${name} where ${key} in (select ${key} from ${checked})`
  return [
    `insert into ${batchName(table)} (${names})
     select ${names} from (
       select ${names}, row_number() over (partition by ${key} order by ${order}) as place
       from (select ${casts} from ${checked} union all ${present}) candidates
     ) ranked where place = 1`,
    `delete from ${checked}`,
  ]
}

const merge = (table: WarehouseTable): string[] => {
  const { name, columns } = table
  const key = quoted(table.key)
  const batch = batchName(table)
  const all = columns.map((column) => quoted(column.name))
  const others = all.filter((column) => column !== key)
  const set = others.map((column) => `${column} = ${batch}.${column}`).join(", ")
  const values = all.map((column) => `${batch}.${column}`).join(", ")
  return [
    `merge into ${name} using ${batch} on ${name}.${key} = ${batch}.${key}
     when matched then update set ${set}
     when not matched then insert (${list(table)}) values (${values})`,
    `delete from ${batch}`,
  ]
}

/** A timestamp literal that both databases read, from any ISO 8601 time. Throws RangeError where it is none. */
const literal = (at: string) => new Date(at).toISOString().replace("T", " ").replace("Z", "")

/**
 * Takes everything out of staging and merges it: one row per key, the newest; every faulty row goes to the table of
 * rejects with all its reasons and the time `at`. To be run in order as one transaction (Redshift Data
 * BatchExecuteStatement). The lock keeps rows that arrive meanwhile, and a second merge, waiting until it is committed:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html
 */
export const mergeStatements = (at: string): string[] => [
  `lock table ${warehouseTables.map(({ staging }) => staging).join(", ")}`,
  ...warehouseTables.flatMap((table) => [
    ...check(table),
    ...reject(table, literal(at)),
    ...choose(table),
    ...merge(table),
  ]),
]
