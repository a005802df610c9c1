import { readFileSync } from "node:fs"
import { warehouseTables } from "#functions/warehouse/tables"
import type { Warehouse } from "#local/warehouse/warehouse"
import { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"

const read = (file: string) => readFileSync(new URL(`../golden/${file}`, import.meta.url), "utf8")

/** What made a warehouse when `processed_tickets` had 19 columns, a statement each. */
export const olderTables = read("warehouse.v1.sql")
  .replace(/^--.*\n/, "")
  .split(";\n")
  .filter((statement) => statement.length > 0)

/** A ticket as it was delivered and archived then: none of the keys that were added since. */
export const olderTicket: Readonly<Record<string, unknown>> = JSON.parse(read("processed-ticket.v1.json"))

/** The columns of `processed_tickets` that were added since. */
export const addedSince = Object.keys(ProcessedTicket.shape).filter((name) => !(name in olderTicket))

const physical = warehouseTables.flatMap(({ name, staging, rejected }) => [
  ...[name, staging, rejected],
  ...["checked", "batch"].map((stage) => `${name}_${stage}`),
])

const dropped = `drop table if exists ${physical.join(", ")}`

/** Drops the tables, with all that they hold. */
export const makeEmpty = (warehouse: Warehouse) => warehouse.query(dropped)

/** Puts the older tables in place of those that are there, with all that they hold. */
export const makeOlder = (warehouse: Warehouse) =>
  warehouse.transaction([dropped, ...olderTables].map((sql) => ({ sql })))
