import type { PGlite } from "@electric-sql/pglite"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { preparations } from "#functions/warehouse/access"
import { columnsQuery, schemaChanges } from "#functions/warehouse/schema"
import { emptyPostgres } from "#test/support/empty-postgres"

const access = { loaderPassword: `md5${"0".repeat(32)}`, merger: "IAMR:test-merge-warehouse-function" }

let db: PGlite
beforeAll(async () => {
  db = await emptyPostgres()
})
afterAll(() => db.close())

const inPublic = `from information_schema.columns where table_schema = 'public'`
type Lying = { table_name: string; column_name: string; is: string }
const lying = async () =>
  (
    await db.query<Lying>(
      `select table_name, column_name, data_type || coalesce(character_maximum_length, 0) as is ${inPublic} order by 1, 2`,
    )
  ).rows

const found = async () => new Set((await db.query<{ name: string }>(columnsQuery)).rows.map(({ name }) => name))
const bringUpToDate = async () => {
  for (const statement of schemaChanges(await found()).flat()) await db.exec(statement)
}

/** An empty database, brought up to date, that loses some of its tables and columns. */
const without = async (lost: (of: number) => boolean) => {
  await db.exec("drop schema public cascade; create schema public")
  await bringUpToDate()
  const whole = await lying()
  for (const [index, { table_name, column_name }] of whole.entries())
    if (lost(index)) await db.exec(`alter table ${table_name} drop column "${column_name}"`)
  await db.exec(`do $$ declare t text; begin
    for t in select table_name from information_schema.tables i where table_schema = 'public'
      and not exists (select 1 ${inPublic} and table_name = i.table_name)
    loop execute 'drop table ' || t; end loop; end $$`)
  return whole
}

const statementsOfBatch = 40

/** The columns that a batch adds, each by the table that it belongs to, whatever its rows pass through. */
const addedBy = (batch: readonly string[]) =>
  new Set(
    batch
      .filter((statement) => statement.startsWith("alter table"))
      .map((statement) =>
        statement.replace(
          /^alter table (\w+) .*"(\w+)".*$/,
          (_, table, column) => `${table.includes("event") ? "event" : "ticket"}.${column}`,
        ),
      ),
  )

test("whatever is missing of a warehouse, it gets exactly what a new one has", async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat(99)), fc.constantFrom(2, 20, 60, 100), async (dice, percent) => {
      const whole = await without(() => dice.next().value < percent)
      await bringUpToDate()
      expect(await lying()).toEqual(whole)
      expect(schemaChanges(await found())).toEqual([])
    }),
    { numRuns: 25 },
  )
}, 300_000)

test("whatever is missing, no batch is more than the Data API takes, and none has a part of a column", async () => {
  const all = (await without(() => false)).map(({ table_name, column_name }) => `${table_name}.${column_name}`)
  await fc.assert(
    fc.property(fc.subarray(all), (there) => {
      const batches = preparations(new Set(there), access)
      for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(statementsOfBatch)
      const columns = batches.flatMap((batch) => [...addedBy(batch)])
      expect(columns).toEqual([...new Set(columns)])
    }),
  )
}, 120_000)
