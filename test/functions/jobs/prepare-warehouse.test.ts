import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { prepareWarehouse, type Warehouse } from "#functions/jobs/prepare-warehouse"
import { analysts, loader, userOf } from "#functions/warehouse/access"
import { mergeStatements } from "#functions/warehouse/merge"
import { processedTickets } from "#functions/warehouse/tables"
import { credentials } from "#local/clients"
import { redshiftData } from "#local/redshift-data/redshift-data"
import { region } from "#local/region"
import { copyJson } from "#local/warehouse/copy-json"
import { localAws } from "#test/support/local-aws"
import { startedWarehouse } from "#test/support/started-warehouse"
import { goodTicket } from "#test/support/warehouse-tables"

const merger = userOf("test-merge-warehouse-function")
const access = { loaderPassword: `md5${"0".repeat(32)}`, merger }
const target = { Database: "analytics", WorkgroupName: "analytics" }

let warehouse: Awaited<ReturnType<typeof startedWarehouse>>
beforeAll(async () => {
  warehouse = await startedWarehouse()
})
afterAll(() => warehouse.close())

const throughDataApi = async (): Promise<Warehouse> => {
  const { url } = await localAws(redshiftData(warehouse))
  const client = new RedshiftDataClient({ endpoint: url, region, credentials, maxAttempts: 1 })
  onTestFinished(() => client.destroy())
  return {
    ask: async (Sql) => (await client.send(new ExecuteStatementCommand({ ...target, Sql }))).Id ?? "",
    column: async (Id) => {
      const { Records = [] } = await client.send(new GetStatementResultCommand({ Id }))
      return Records.map(([field]) => field?.stringValue ?? "")
    },
    submit: async (Sqls) => (await client.send(new BatchExecuteStatementCommand({ ...target, Sqls }))).Id ?? "",
    look: (Id) => client.send(new DescribeStatementCommand({ Id, WaitTimeSeconds: 1 })),
    pause: async () => undefined,
  }
}

const prepare = async (event: unknown) => prepareWarehouse(await throughDataApi())(event)

/** Tables, columns, users, groups and privileges, as the database lists them. */
const everything = async () => {
  const lists = [
    "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2",
    "select usename from pg_user order by 1",
    "select groname from pg_group order by 1",
    "select grantee, table_name, privilege_type from information_schema.role_table_grants where table_schema = 'public' order by 1, 2, 3",
    "select nspacl::text from pg_namespace where nspname = 'public'",
  ]
  return Promise.all(lists.map(async (sql) => (await warehouse.query(sql)).rows))
}

test("a warehouse is prepared with its tables, users and privileges, and a second time nothing changes", async () => {
  const before = await everything()
  expect(await prepare(access)).toEqual({ status: "FINISHED" })
  const once = await everything()
  expect(once).not.toEqual(before)
  expect(await prepare({ ...access, loaderPassword: `md5${"1".repeat(32)}` })).toEqual({ status: "FINISHED" })
  expect(await everything()).toEqual(once)
})

/** Runs statements as a user who may do only what was granted. */
const as = (user: string, ...statements: string[]) =>
  warehouse.transaction([`set local role "${user}"`, ...statements].map((sql) => ({ sql })))

const refused = /permission denied/

test("who merges may do all that a merge does, and nothing to what it must not touch", async () => {
  await prepare(access)
  await copyJson(warehouse)(processedTickets.staging, [
    JSON.stringify(goodTicket),
    JSON.stringify({ ...goodTicket, processed_at: "never" }),
  ])
  await as(merger, ...mergeStatements("2026-03-04T05:06:07.000Z"))
  const { rows } = await warehouse.query(
    "select (select count(*) from processed_tickets), (select count(*) from rejected_tickets)",
  )
  expect(rows).toEqual([[1, 1]])
  await expect(as(merger, "delete from processed_tickets")).rejects.toThrow(refused)
  await expect(as(merger, "select * from rejected_tickets")).rejects.toThrow(refused)
  await expect(as(merger, "create table public.mine (a integer)")).rejects.toThrow(refused)
})

test("the loader may add to staging, and see nothing", async () => {
  await prepare(access)
  await as(loader, `insert into ${processedTickets.staging} (ticket_id) values ('TKT-9')`)
  for (const sql of [
    `select * from ${processedTickets.staging}`,
    `delete from ${processedTickets.staging}`,
    "insert into processed_tickets (ticket_id) values ('TKT-9')",
    "select * from processed_tickets",
  ])
    await expect(as(loader, sql), sql).rejects.toThrow(refused)
})

test("analysts may ask, and change nothing", async () => {
  await prepare(access)
  await as(analysts, "select * from processed_tickets", "select * from ticket_events", "select * from rejected_events")
  await expect(as(analysts, "update processed_tickets set priority = 'LOW'")).rejects.toThrow(refused)
  await expect(as(analysts, `select * from ${processedTickets.staging}`)).rejects.toThrow(refused)
})

test("a password in clear, and a name that would end its quotes, are refused before anything is asked", async () => {
  const never: Warehouse = { ...(await throughDataApi()), ask: () => Promise.reject(new Error("asked")) }
  const refusing = prepareWarehouse(never)
  await expect(refusing({ ...access, loaderPassword: "Secret123" })).rejects.toThrow("loaderPassword")
  await expect(refusing({ ...access, merger: 'IAMR:x"; drop table ticket_events' })).rejects.toThrow("merger")
})

test("a statement that fails fails the deployment with its error", async () => {
  const through = await throughDataApi()
  const failing = prepareWarehouse({ ...through, submit: () => through.ask("select * from nowhere") })
  await expect(failing(access)).rejects.toThrow(/The preparation .* failed: .*nowhere/)
})

const denied = () => Object.assign(new Error("is not authorized to perform"), { name: "AccessDeniedException" })

/** Refuses so many first questions, as IAM does while a role is new. */
const newRole = async (refusals: number) => {
  const allowed = await throughDataApi()
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
