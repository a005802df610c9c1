import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { processedTickets, ticketEvents } from "#functions/warehouse/tables"
import { copyJson } from "#local/warehouse/copy-json"
import type { Warehouse } from "#local/warehouse/warehouse"
import { startedWarehouse } from "#test/support/started-warehouse"

let warehouse: Warehouse
beforeAll(async () => {
  warehouse = await startedWarehouse()
})
beforeEach(async () => {
  await warehouse.query("drop table if exists narrow")
  await warehouse.query("create table narrow (a varchar(5), b varchar(65535), c integer)")
})
afterAll(() => warehouse.close())

const copied = async (...lines: string[]) => {
  const refused = await copyJson(warehouse)("narrow", lines)
  const { rows } = await warehouse.query("select * from narrow order by a")
  return { rows, refused: refused.map(({ line, reason }) => [line.slice(0, 30), reason]) }
}

test("keys become columns; others are ignored, missing ones are null, other values are their JSON", async () => {
  const lines = ['{"a":"x","b":{"deep":[1]},"z":1}', '{"b":1.50,"c":7,"a":"y"}', '{"a":"z","b":null}']
  expect(await copied(...lines)).toEqual({
    rows: [
      ["x", '{"deep":[1]}', null],
      ["y", "1.5", 7],
      ["z", null, null],
    ],
    refused: [],
  })
})

test("each line that no row can be made of is returned with its reason, and the others are loaded", async () => {
  const wide = JSON.stringify({ b: "é".repeat(40_000) })
  const lines = [
    '{"a":"1"}',
    "nonsense",
    "[1]",
    '{"a":"too wide"}',
    '{"c":"seven"}',
    '{"b":"\\u0000"}',
    wide,
    '{"a":"2"}',
  ]
  const { rows, refused } = await copied(...lines)
  expect(rows.map(([a]) => a)).toEqual(["1", "2"])
  expect(new Map(refused.map(([line, reason]) => [line, reason]))).toEqual(
    new Map([
      ["nonsense", expect.stringContaining("not valid JSON")],
      ["[1]", "it is not a JSON object"],
      ['{"a":"too wide"}', "value too long for type character varying(5)"],
      ['{"c":"seven"}', expect.stringContaining("invalid input syntax")],
      ['{"b":"\\u0000"}', "b contains a NUL character, which no column can hold"],
      [wide.slice(0, 30), "b has 80000 bytes; a column holds 65535"],
    ]),
  )
})

test("the staging tables take anything that is an object", async () => {
  for (const { staging, columns } of [processedTickets, ticketEvents]) {
    const line = JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, "x".repeat(65_535)])))
    expect(await copyJson(warehouse)(staging, [line, "{}"])).toEqual([])
  }
})

test("a table that is not there is the warehouse's fault, not the lines'", async () => {
  await expect(copyJson(warehouse)("nowhere", ["{}"])).rejects.toThrow('relation "nowhere" does not exist')
  await expect(copyJson(warehouse)("pairs; drop table narrow", ["{}"])).rejects.toThrow("is not the name of a table")
})

const value = async (sql: string) => (await warehouse.query(`select ${sql}`)).rows[0]?.[0]

test.each([
  ["len('naïve')", 5],
  ["nvl(null, null, 'c')", "c"],
  ["nvl2(cast(null as date), 'present', 'absent')", "absent"],
  ["dateadd(month, 1, '2024-01-31')", "2024-02-29 00:00:00"],
  ["dateadd('qtr', -1, timestamp '2026-02-01 10:00')", "2025-11-01 10:00:00"],
  ["dateadd(minutes, 90, timestamp '2026-02-01')", "2026-02-01 01:30:00"],
  ["DATEDIFF(day, '2026-01-01 23:59', '2026-01-02 00:01')", 1],
  ["datediff(year, '2025-12-31', '2026-01-01')", 1],
  ["datediff(quarter, '2025-01-01', '2026-04-01')", 5],
  ["datediff(hours, '2026-01-01 10:59', '2026-01-01 12:01')", 2],
  ["sysdate - getdate() < interval '1 minute'", true],
  ["'dateadd(day, sysdate)' /* sysdate */", "dateadd(day, sysdate)"],
  [`json_extract_path_text('{"a":{"b":"c"}}', 'a', 'b')`, "c"],
  ["listagg(x, ', ') within group (order by x desc) from (select 'a' as x union select 'b') q", "b, a"],
  [
    "listagg(lower(x), ' (and) ') within group (order by len(x)) from (select 'A' as x union select 'BB') q",
    "a (and) bb",
  ],
])("Redshift's %s", async (sql, wanted) => {
  expect(await value(sql)).toBe(wanted)
})
