import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { prepareWarehouse, type Warehouse } from "#functions/jobs/prepare-warehouse"
import { analysts } from "#functions/warehouse/access"
import { mergeStatements } from "#functions/warehouse/merge"
import { processedTickets, ticketEvents, warehouseTables } from "#functions/warehouse/tables"
import { copyJson } from "#local/warehouse/copy-json"
import { addedSince, makeEmpty, makeOlder, olderTicket } from "#test/support/older-warehouse"
import { access, as, doorOf, everythingIn, merger, prepare } from "#test/support/prepared-warehouse"
import { startedWarehouse } from "#test/support/started-warehouse"
import { goodEvent, goodTicket } from "#test/support/warehouse-tables"

let warehouse: Awaited<ReturnType<typeof startedWarehouse>>
beforeAll(async () => {
  warehouse = await startedWarehouse()
})
beforeEach(() => makeOlder(warehouse))
afterAll(() => warehouse.close())

const merges = mergeStatements("2026-03-04T05:06:07.000Z")
const stage = (...tickets: object[]) =>
  copyJson(warehouse)(
    processedTickets.staging,
    tickets.map((ticket) => JSON.stringify(ticket)),
  )
const rows = async (sql: string) => (await warehouse.query(sql)).rows

const { staging, rejected } = processedTickets

let known: unknown
/** All that a new warehouse has once it is prepared. Leaves a new one behind when it is asked first. */
const fresh = async () => {
  if (known) return known
  await makeEmpty(warehouse)
  await prepare(warehouse)
  known = await everythingIn(warehouse)
  return known
}

/** A day in the life of the older warehouse: a ticket that is merged, one that is refused, and events. */
const lived = async () => {
  const { processed_at, ...untimed } = olderTicket
  await warehouse.query(
    `insert into processed_tickets select * from json_populate_record(null::processed_tickets, $1)`,
    [JSON.stringify({ ...olderTicket, ticket_id: "TKT-MERGED" })],
  )
  await warehouse.query(`insert into ${rejected} select * from json_populate_record(null::${rejected}, $1)`, [
    JSON.stringify({ ...untimed, ticket_id: "TKT-REFUSED", reasons: "processed_at is missing" }),
  ])
  await copyJson(warehouse)(ticketEvents.staging, [JSON.stringify(goodEvent)])
}

test("a merge into a warehouse without the columns fails, and leaves what was delivered where it waits", async () => {
  await stage(olderTicket, goodTicket)
  await expect(warehouse.transaction(merges.map((sql) => ({ sql })))).rejects.toThrow(/column .* does not exist/)
  expect(await rows(`select ticket_id from ${staging} order by 1`)).toEqual([["TKT-1"], ["TKT-OLD"]])
})

test("an older warehouse is prepared in one transaction where that can hold it, and merges its rows and new ones", async () => {
  await lived()
  await stage(olderTicket)
  const door = await doorOf(warehouse)
  const batches: string[][] = []
  const submit: Warehouse["submit"] = (statements) => {
    batches.push(statements)
    return door.submit(statements)
  }
  expect(await prepareWarehouse({ ...door, submit })(access)).toEqual({ status: "FINISHED" })
  expect(batches.length > 1).toBe(batches.flat().length > 40)
  await stage(
    goodTicket,
    { ...olderTicket, ticket_id: "TKT-LATE" },
    { ...goodTicket, ticket_id: "TKT-2", engine: "magic" },
  )
  await as(warehouse, merger, ...merges)

  const merged = `select ticket_id, "category", "engine", "model", "language", "confidence" from processed_tickets order by 1`
  expect(await rows(merged)).toEqual([
    ["TKT-1", "hardware", "model", "ledgerdesk-offline", null, null],
    ["TKT-LATE", null, null, null, null, null],
    ["TKT-MERGED", null, null, null, null, null],
    ["TKT-OLD", null, null, null, null, null],
  ])
  expect(await rows(`select ticket_id, engine, reasons from ${rejected} order by 1`)).toEqual([
    ["TKT-2", "magic", "engine is none of model, rules"],
    ["TKT-REFUSED", null, "processed_at is missing"],
  ])
  expect(await rows("select event_id from ticket_events")).toEqual([[goodEvent.event_id]])
  expect(await rows(`select count(*) from ${staging}`)).toEqual([[0]])
})

test("the new columns stand behind the old ones, and whoever might read the others may read them", async () => {
  await prepare(warehouse)
  const names = await rows(
    `select column_name from information_schema.columns where table_name = 'processed_tickets' order by ordinal_position`,
  )
  expect(names.flat()).toEqual([...Object.keys(olderTicket), ...addedSince])
  await as(warehouse, analysts, `select ${addedSince.map((name) => `"${name}"`).join(", ")} from processed_tickets`)
  expect(await everythingIn(warehouse)).toEqual(await fresh())
})

test("a ticket that is delivered again fills the columns that were added since", async () => {
  await stage(olderTicket)
  await prepare(warehouse)
  await as(warehouse, merger, ...merges)
  await stage({ ...olderTicket, category: "bug", engine: "rules" })
  await as(warehouse, merger, ...merges)
  expect(await rows("select ticket_id, category, engine, model from processed_tickets")).toEqual([
    ["TKT-OLD", "bug", "rules", null],
  ])
})

test("preparing it again changes nothing", async () => {
  await lived()
  await prepare(warehouse)
  await prepare(warehouse)
  expect(await rows("select ticket_id from processed_tickets")).toEqual([["TKT-MERGED"]])
  expect(await everythingIn(warehouse)).toEqual(await fresh())
})

/** A preparation whose batches are passed on as `change` makes them. */
const prepareWith = async (change: (statements: string[], batch: number) => string[]) => {
  const door = await doorOf(warehouse)
  let batch = 0
  return prepareWarehouse({ ...door, submit: (statements) => door.submit(change(statements, batch++)) })(access)
}

const broken = "select * from nowhere"

test("a preparation that breaks off after any of its statements has changed nothing, and the next one does it", async () => {
  await lived()
  const before = await everythingIn(warehouse)
  let length = 1
  for (let done = 0; done < length; done++) {
    const breaking = prepareWith((statements) => {
      length = statements.length
      return [...statements.slice(0, done), broken]
    })
    await expect(breaking).rejects.toThrow(/The preparation .* failed: .*nowhere/)
    expect(await everythingIn(warehouse)).toEqual(before)
  }
  expect(length).toBeGreaterThan(25)
  await prepare(warehouse)
  expect(await everythingIn(warehouse)).toEqual(await fresh())
}, 120_000)

describe("a warehouse that lacks more columns than one batch of the Data API can add", () => {
  const { name } = processedTickets
  const tables = [name, staging, `${name}_checked`, `${name}_batch`, rejected]
  const lost = [...processedTickets.columns.slice(4, 14)].map((column) => column.name)
  beforeEach(() =>
    warehouse.transaction(
      tables.map((table) => ({ sql: `alter table ${table} ${lost.map((each) => `drop column ${each}`).join(", ")}` })),
    ),
  )

  test("gets them in several", async () => {
    await prepare(warehouse)
    expect(await everythingIn(warehouse)).toEqual(await fresh())
  })

  test("has whole columns where it breaks off between two, and gets the others from the next preparation", async () => {
    const breaking = prepareWith((statements, batch) => (batch === 0 ? statements : [broken]))
    await expect(breaking).rejects.toThrow("nowhere")
    const count = `select count(*), count(distinct table_name) from information_schema.columns
      where table_schema = 'public' and column_name in (${lost.map((each) => `'${each}'`).join(", ")})`
    const [[columns, inTables] = []] = await rows(count)
    expect(inTables).toBe(tables.length)
    expect(Number(columns) % tables.length).toBe(0)
    await prepare(warehouse)
    expect(await everythingIn(warehouse)).toEqual(await fresh())
  })
})

test("a warehouse that is newer than the code keeps its columns, and merges what this code knows", async () => {
  await prepare(warehouse)
  const newer = warehouseTables.flatMap(({ name, staging: waiting, rejected: refused }) =>
    [name, waiting, `${name}_checked`, `${name}_batch`, refused].map((table) => ({
      sql: `alter table ${table} add column tone varchar(20)`,
    })),
  )
  await warehouse.transaction(newer)
  await warehouse.query(
    "insert into processed_tickets (ticket_id, processed_at, tone) values ('TKT-1', '2026-01-01', 'calm')",
  )
  const columns = await everythingIn(warehouse)
  await prepare(warehouse)
  expect(await everythingIn(warehouse)).toEqual(columns)
  await stage(
    goodTicket,
    { ...goodTicket, ticket_id: "TKT-2", tone: "cross" },
    { ...goodTicket, ticket_id: "TKT-3", priority: "URGENT" },
  )
  await as(warehouse, merger, ...merges)
  expect(await rows("select ticket_id, category, tone from processed_tickets order by 1")).toEqual([
    ["TKT-1", "hardware", "calm"],
    ["TKT-2", "hardware", null],
  ])
  expect(await rows(`select ticket_id from ${rejected}`)).toEqual([["TKT-3"]])
})
