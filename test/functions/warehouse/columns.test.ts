import { afterAll, beforeAll, expect, test } from "vitest"
import * as z from "zod"
import { warehouseTables } from "#functions/warehouse/tables"
import { columnsOf, optional, text } from "#schemas/columns"
import { olderTables } from "#test/support/older-warehouse"
import { warehouseAlone } from "#test/support/warehouse-tables"

let current: Awaited<ReturnType<typeof warehouseAlone>>
beforeAll(async () => {
  current = await warehouseAlone()
  for (const statement of [
    "create schema older",
    "set search_path to older",
    ...olderTables,
    "set search_path to public",
  ])
    await current.rows(statement)
})
afterAll(() => current.close())

const olderColumns = async (table: string) => {
  const rows = await current.rows(
    `select column_name as name from information_schema.columns
     where table_schema = 'older' and table_name = '${table}' order by ordinal_position`,
  )
  return rows.map(({ name }) => name)
}

test.each(warehouseTables)("no column of $name has gone, and what was added is behind and optional", async (table) => {
  const before = await olderColumns(table.name)
  const names = table.columns.map(({ name }) => name)
  expect(names.slice(0, before.length), "a new field goes behind those that warehouses have").toEqual(before)
  const required = table.columns.slice(before.length).filter((column) => !column.optional)
  expect(
    required.map(({ name }) => name),
    "rows that exist have no value for a new field: declare it as optional(…)",
  ).toEqual([])
})

test("the columns are those that analysts were promised, in that order, before any that are new", async () => {
  const columns = await current.rows(
    `select column_name || ' ' || data_type || coalesce(' ' || character_maximum_length, '') as is
     from information_schema.columns where table_schema = 'public' and table_name = 'processed_tickets' order by ordinal_position`,
  )
  const text = (bytes: number) => `character varying ${bytes}`
  const time = "timestamp without time zone"
  const promised = [
    `ticket_id ${text(50)}`,
    `submitted_at ${time}`,
    `customer_first_name ${text(50)}`,
    `customer_last_name ${text(50)}`,
    `customer_full_name ${text(50)}`,
    `customer_email ${text(50)}`,
    `product ${text(50)}`,
    `issue_type ${text(50)}`,
    `subject ${text(500)}`,
    `description ${text(5000)}`,
    `response_text ${text(5000)}`,
    `sentiment ${text(20)}`,
    "sentiment_score_mixed double precision",
    "sentiment_score_negative double precision",
    "sentiment_score_neutral double precision",
    "sentiment_score_positive double precision",
    `priority ${text(20)}`,
    `priority_reasoning ${text(5000)}`,
    `processed_at ${time}`,
    `category ${text(20)}`,
    `engine ${text(20)}`,
    `model ${text(200)}`,
    `language ${text(20)}`,
    `confidence ${text(20)}`,
  ]
  const behind = "keep the fields of ProcessedTicket as they are, and put a new one behind them"
  expect(
    columns.slice(0, promised.length).map((column) => column.is),
    behind,
  ).toEqual(promised)
})

test.each(warehouseTables)("every word of $name fits its column", ({ columns }) => {
  const words = columns.flatMap(({ type }) => (type.kind === "text" ? (type.oneOf ?? []) : []))
  expect(words.length).toBeGreaterThan(0)
  expect(words.filter((word) => Buffer.byteLength(word) > 20)).toEqual([])
})

test("a field that was declared without a type of the warehouse is named", () => {
  expect(() => columnsOf(z.object({ a: text(5), tone: z.string() }))).toThrow(
    /^tone has no type in the warehouse: .*text/,
  )
  expect(() => optional(z.string())).toThrow("no type in the warehouse")
})
