import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementInput,
  GetStatementResultCommand,
  ListStatementsCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { runSql } from "#cli/operate/sql"
import { awsEndpoint } from "#local/aws-endpoint"
import { credentials } from "#local/clients"
import { redshiftData } from "#local/redshift-data/redshift-data"
import { region } from "#local/region"
import type { Warehouse } from "#local/warehouse/warehouse"
import { eventually } from "#test/support/eventually"
import { startedWarehouse } from "#test/support/started-warehouse"

let warehouse: Warehouse
let endpoint: Awaited<ReturnType<typeof awsEndpoint>>
let client: RedshiftDataClient
beforeAll(async () => {
  warehouse = await startedWarehouse()
  endpoint = await awsEndpoint([redshiftData(warehouse)], 0)
  const url = `http://127.0.0.1:${endpoint.port}`
  client = new RedshiftDataClient({ endpoint: url, region, credentials, maxAttempts: 1 })
})
beforeEach(async () => {
  await warehouse.query("drop table if exists pairs")
  await warehouse.query("create table pairs (a int primary key, b text)")
})
afterAll(async () => {
  client.destroy()
  await endpoint.close()
  await warehouse.close()
})

const where = { Database: "analytics", WorkgroupName: "analytics" }
const asked = (sql: string) => runSql(client, { database: "analytics", workgroup: "analytics", sql })

const execute = async (Sql: string, more: Partial<ExecuteStatementInput> = {}) => {
  const { Id = "" } = await client.send(new ExecuteStatementCommand({ ...where, Sql, ...more }))
  return Id
}

const ended = (Id: string) =>
  eventually(async () => {
    const described = await client.send(new DescribeStatementCommand({ Id }))
    expect(described.Status).toMatch(/FINISHED|FAILED|ABORTED/)
    return described
  })

const batch = async (...Sqls: string[]) => {
  const { Id = "" } = await client.send(new BatchExecuteStatementCommand({ ...where, Sqls }))
  return ended(Id)
}

test("a query runs in the background, and its rows come with the types that Redshift gives them", async () => {
  const id = await execute(
    "select 1 as i, 0.5::float8 as d, true as b, null as n, 1.5::numeric as m, getdate()::date as t",
  )
  expect(await ended(id)).toMatchObject({
    Status: "FINISHED",
    HasResultSet: true,
    ResultRows: 1,
    Database: "analytics",
  })
  const result = await client.send(new GetStatementResultCommand({ Id: id }))
  expect(result.ColumnMetadata?.map(({ name, typeName }) => `${name} ${typeName}`)).toEqual([
    "i int4",
    "d float8",
    "b bool",
    "n varchar",
    "m numeric",
    "t date",
  ])
  expect(result.Records?.[0]?.slice(0, 5)).toEqual([
    { longValue: 1 },
    { doubleValue: 0.5 },
    { booleanValue: true },
    { isNull: true },
    { stringValue: "1.5" },
  ])
})

test("parameters are named, may be used twice, and are not mistaken for casts or text", async () => {
  const Sql = "select :who as a, :who || ':who' as b, :n::int + 1 as c -- :nobody"
  const Parameters = [
    { name: "who", value: "it's" },
    { name: "n", value: "41" },
  ]
  const id = await execute(Sql, { Parameters })
  await ended(id)
  const { Records } = await client.send(new GetStatementResultCommand({ Id: id }))
  expect(Records).toEqual([[{ stringValue: "it's" }, { stringValue: "it's:who" }, { longValue: 42 }]])
})

test("a parameter without a value, and a value without a parameter, are refused", async () => {
  await expect(execute("select :a")).rejects.toMatchObject({ name: "ValidationException" })
  const Parameters = [{ name: "a", value: "1" }]
  await expect(execute("select 1", { Parameters })).rejects.toMatchObject({ name: "ValidationException" })
})

test("a call with a wrong field is refused in one line that names it", async () => {
  await expect(execute("")).rejects.toMatchObject({
    name: "ValidationException",
    message: expect.stringMatching(/^Sql: .+$/),
  })
})

test("a query that PostgreSQL refuses ends as FAILED with the reason", async () => {
  const id = await execute("select * from nothing")
  expect(await ended(id)).toMatchObject({ Status: "FAILED", Error: 'ERROR: relation "nothing" does not exist' })
  await expect(client.send(new GetStatementResultCommand({ Id: id }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  })
})

test("a batch is one transaction, and tells which statement failed", async () => {
  const failed = await batch("insert into pairs values (1)", "insert into pairs values (1)", "select 1")
  expect(failed).toMatchObject({ Status: "FAILED", Error: expect.stringContaining("duplicate key") })
  expect(failed.SubStatements?.map(({ Status }) => Status)).toEqual(["ABORTED", "FAILED", "ABORTED"])
  expect((await warehouse.query("select * from pairs")).rows).toEqual([])
})

test("each statement of a batch has its own result", async () => {
  const done = await batch("insert into pairs values (1), (2)", "select a from pairs order by a")
  expect(done.SubStatements?.map(({ ResultRows, HasResultSet }) => [ResultRows, HasResultSet])).toEqual([
    [2, false],
    [2, true],
  ])
  const second = await client.send(new GetStatementResultCommand({ Id: `${done.Id}:2` }))
  expect(second.Records).toEqual([[{ longValue: 1 }], [{ longValue: 2 }]])
  await expect(client.send(new GetStatementResultCommand({ Id: done.Id }))).rejects.toMatchObject({
    name: "ValidationException",
  })
})

test("a batch may be committed statement by statement", async () => {
  const Sqls = ["insert into pairs values (1)", "insert into pairs values (1)", "insert into pairs values (2)"]
  const command = new BatchExecuteStatementCommand({
    ...where,
    Sqls,
    ExecutionMode: "AUTO_COMMIT",
    WaitTimeSeconds: 30,
  })
  expect(await client.send(command)).toMatchObject({ Status: "FAILED" })
  expect((await warehouse.query("select a from pairs order by a")).rows).toEqual([[1], [2]])
})

test("large results come in pages", async () => {
  const { columns, rows } = await asked("select n, 'row ' || n as text from generate_series(1, 2500) n")
  expect(columns).toEqual(["n", "text"])
  expect(rows).toHaveLength(2500)
  expect(rows.at(-1)).toEqual([2500, "row 2500"])
})

test("ids that nobody was given are not found, and requests without a target are refused", async () => {
  const Id = "00000000-0000-0000-0000-000000000000"
  for (const command of [new DescribeStatementCommand({ Id }), new DescribeStatementCommand({ Id: `${Id}:1` })])
    await expect(client.send(command)).rejects.toMatchObject({ name: "ResourceNotFoundException" })
  await expect(client.send(new DescribeStatementCommand({ Id: "x" }))).rejects.toMatchObject({
    name: "ValidationException",
  })
  await expect(
    client.send(new ExecuteStatementCommand({ Sql: "select 1", Database: "analytics" })),
  ).rejects.toMatchObject({
    name: "ValidationException",
  })
})

test("what still waits can be cancelled, and what is over cannot", async () => {
  const busy = execute("select count(*) from generate_series(1, 3000000)")
  const id = await busy.then(() => execute("insert into pairs values (9)"))
  expect(await client.send(new CancelStatementCommand({ Id: id }))).toMatchObject({ Status: true })
  expect(await ended(id)).toMatchObject({ Status: "ABORTED" })
  await ended(await busy)
  expect((await warehouse.query("select * from pairs")).rows).toEqual([])
  await expect(client.send(new CancelStatementCommand({ Id: id }))).rejects.toMatchObject({
    name: "ValidationException",
  })
})

test("statements are listed, the newest first, by name and status", async () => {
  const first = await execute("select 1", { StatementName: "listed-1" })
  const second = await execute("select nope", { StatementName: "listed-2" })
  await Promise.all([ended(first), ended(second)])
  const { Statements } = await client.send(new ListStatementsCommand({ StatementName: "listed-", Status: "ALL" }))
  expect(Statements?.map(({ Id }) => Id)).toEqual([second, first])
  const failed = await client.send(new ListStatementsCommand({ StatementName: "listed-", Status: "FAILED" }))
  expect(failed.Statements?.map(({ Id }) => Id)).toEqual([second])
})

test("the CLI's query rejects with the warehouse's reason, and counts what a statement changed", async () => {
  expect(await asked("insert into pairs values (1), (2)")).toEqual({ columns: [], rows: [], affected: 2 })
  await expect(asked("selec")).rejects.toThrow("syntax error")
})
