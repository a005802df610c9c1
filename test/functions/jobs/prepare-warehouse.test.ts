import { afterAll, beforeAll, expect, test } from "vitest"
import { prepareWarehouse, type Warehouse } from "#functions/jobs/prepare-warehouse"
import { analysts, loader } from "#functions/warehouse/access"
import { mergeStatements } from "#functions/warehouse/merge"
import { processedTickets } from "#functions/warehouse/tables"
import { copyJson } from "#local/warehouse/copy-json"
import { eventually } from "#test/support/eventually"
import { access, as, doorOf, everythingIn, merger, prepare } from "#test/support/prepared-warehouse"
import { startedWarehouse } from "#test/support/started-warehouse"
import { goodTicket } from "#test/support/warehouse-tables"

let warehouse: Awaited<ReturnType<typeof startedWarehouse>>
beforeAll(async () => {
  warehouse = await startedWarehouse()
})
afterAll(() => warehouse.close())

test("a warehouse is prepared with its tables, users and privileges, and a second time nothing changes", async () => {
  const before = await everythingIn(warehouse)
  expect(await prepare(warehouse)).toEqual({ status: "FINISHED" })
  const once = await everythingIn(warehouse)
  expect(once).not.toEqual(before)
  expect(await prepare(warehouse, { ...access, loaderPassword: `md5${"1".repeat(32)}` })).toEqual({
    status: "FINISHED",
  })
  expect(await everythingIn(warehouse)).toEqual(once)
})

const refused = /permission denied/

test("who merges may do all that a merge does, and nothing to what it must not touch", async () => {
  await prepare(warehouse)
  await copyJson(warehouse)(processedTickets.staging, [
    JSON.stringify(goodTicket),
    JSON.stringify({ ...goodTicket, processed_at: "never" }),
  ])
  await as(warehouse, merger, ...mergeStatements("2026-03-04T05:06:07.000Z"))
  const { rows } = await warehouse.query(
    "select (select count(*) from processed_tickets), (select count(*) from rejected_tickets)",
  )
  expect(rows).toEqual([[1, 1]])
  await expect(as(warehouse, merger, "delete from processed_tickets")).rejects.toThrow(refused)
  await expect(as(warehouse, merger, "select * from rejected_tickets")).rejects.toThrow(refused)
  await expect(as(warehouse, merger, "create table public.mine (a integer)")).rejects.toThrow(refused)
})

test("the loader may add to staging, and see nothing", async () => {
  await prepare(warehouse)
  await as(warehouse, loader, `insert into ${processedTickets.staging} (ticket_id) values ('TKT-9')`)
  for (const sql of [
    `select * from ${processedTickets.staging}`,
    `delete from ${processedTickets.staging}`,
    "insert into processed_tickets (ticket_id) values ('TKT-9')",
    "select * from processed_tickets",
  ])
    await expect(as(warehouse, loader, sql), sql).rejects.toThrow(refused)
})

test("analysts may ask, and change nothing", async () => {
  await prepare(warehouse)
  await as(
    warehouse,
    analysts,
    "select * from processed_tickets",
    "select * from ticket_events",
    "select * from rejected_events",
  )
  await expect(as(warehouse, analysts, "update processed_tickets set priority = 'LOW'")).rejects.toThrow(refused)
  await expect(as(warehouse, analysts, `select * from ${processedTickets.staging}`)).rejects.toThrow(refused)
})

test("a password in clear, and a name that would end its quotes, are refused before anything is asked", async () => {
  const never: Warehouse = { ...(await doorOf(warehouse)), ask: () => Promise.reject(new Error("asked")) }
  const refusing = prepareWarehouse(never)
  await expect(refusing({ ...access, loaderPassword: "Secret123" })).rejects.toThrow("loaderPassword")
  await expect(refusing({ ...access, merger: 'IAMR:x"; drop table ticket_events' })).rejects.toThrow("merger")
})

test("a statement that fails fails the deployment with its error", async () => {
  const through = await doorOf(warehouse)
  const failing = prepareWarehouse({ ...through, submit: () => through.ask("select * from nowhere") })
  await expect(failing(access)).rejects.toThrow(/The preparation .* failed: .*nowhere/)
})

const denied = () => Object.assign(new Error("is not authorized to perform"), { name: "AccessDeniedException" })

/** Refuses so many first questions, as IAM does while a role is new. */
const newRole = async (refusals: number) => {
  const allowed = { ...(await doorOf(warehouse)), pause: async () => undefined }
  let asked = 0
  const ask: Warehouse["ask"] = (sql) => (++asked > refusals ? allowed.ask(sql) : Promise.reject(denied()))
  return { warehouse: { ...allowed, ask }, asked: () => asked }
}

test("a role that is new is waited for", async () => {
  const { warehouse: slow, asked } = await newRole(3)
  expect(await prepareWarehouse(slow)(access)).toEqual({ status: "FINISHED" })
  expect(asked()).toBe(4)
})

test("a role that may not is not waited for without end", async () => {
  const { warehouse: closed, asked } = await newRole(Number.POSITIVE_INFINITY)
  await expect(prepareWarehouse(closed)(access)).rejects.toThrow("not authorized")
  expect(asked()).toBe(11)
})

test("a look that fills several pages is read to its end", async () => {
  const { ask, column, look } = await doorOf(warehouse)
  const id = await ask("select 'column ' || n from generate_series(1, 2500) n order by n")
  await eventually(async () => expect((await look(id)).Status).toBe("FINISHED"), { within: 30_000 })
  const names = await column(id)
  expect(names).toHaveLength(2500)
  expect(names.at(-1)).toBe("column 2500")
})
