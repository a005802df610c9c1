import { execFile } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import pg from "pg"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { startWarehouse, type Warehouse } from "#local/warehouse/warehouse"
import { eventually } from "#test/support/eventually"
import { limit } from "#test/support/patience"

/** Short for the test that waits for it, and long for a client that is slow because everything is. */
const idleMillis = limit(700)

let folder: string
let warehouse: Warehouse
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ledgerdesk-"))
  warehouse = await startWarehouse({ folder: join(folder, "warehouse"), port: 0, idleMillis })
})
afterAll(async () => {
  await warehouse.close()
  await rm(folder, { recursive: true, force: true })
})

const client = async (port = warehouse.port) => {
  const connection = new pg.Client({ host: "127.0.0.1", port, user: "anybody", database: "analytics" })
  const errors: string[] = []
  connection.on("error", ({ message }) => errors.push(message))
  onTestFinished(() => connection.end())
  await connection.connect()
  return { connection, errors }
}

test("queries wait until the database is open, and then see its tables", async () => {
  expect((await warehouse.query("select count(*) from processed_tickets")).rows).toEqual([[0]])
})

test("values come as numbers, booleans, nulls and PostgreSQL's text", async () => {
  const sql =
    "select $1::int + 1 as i, 0.5::float8 as f, true as b, null as n, timestamp '2026-01-02 03:04:05' as t, $2 as s"
  const { columns, rows } = await warehouse.query(sql, ["41", "x"])
  expect(columns.map(({ name }) => name)).toEqual(["i", "f", "b", "n", "t", "s"])
  expect(rows).toEqual([[42, 0.5, true, null, "2026-01-02 03:04:05", "x"]])
})

test("a transaction does all of its statements or none, and names the failed one", async () => {
  await warehouse.query("create table pairs (a int primary key)")
  const insert = (a: string) => ({ sql: "insert into pairs values ($1)", params: [a] })
  await warehouse.transaction([insert("1"), insert("2")])
  const failing = warehouse.transaction([insert("3"), insert("4"), insert("1")])
  await expect(failing).rejects.toMatchObject({ name: "SqlError", code: "23505", statement: 2 })
  expect((await warehouse.query("select a from pairs order by a")).rows).toEqual([[1], [2]])
})

test.runIf(process.env.PATH?.includes("/usr/bin"))("psql connects as anybody, without a password", async () => {
  const args = ["-h", "127.0.0.1", "-p", String(warehouse.port), "-d", "analytics", "-U", "analyst", "-At"]
  const psql = (sql: string) =>
    promisify(execFile)("psql", [...args, "-c", sql]).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return { stdout: "no psql here" }
      throw error
    })
  const { stdout } = await psql("select current_database(), count(*) from processed_tickets")
  expect(stdout.trim()).toMatch(/^(analytics\|0|no psql here)$/)
})

test("several clients at once each get their own answers, prepared statements of the same name included", async () => {
  const clients = await Promise.all([client(), client(), client()])
  const ask = async ({ connection }: Awaited<ReturnType<typeof client>>, who: number) => {
    for (let n = 0; n < 50; n++) {
      const unnamed = await connection.query("select $1::int as who, $2::int as n", [who, n])
      const named = await connection.query({ name: "S_1", text: `select ${who} as who, $1::int as n`, values: [n] })
      expect([...unnamed.rows, ...named.rows]).toEqual([
        { who, n },
        { who, n },
      ])
    }
  }
  await Promise.all(clients.map(ask))
})

test("a client's transaction is its own until it commits", async () => {
  const { connection } = await client()
  await connection.query("begin")
  await connection.query("insert into pairs values (10)")
  const others = warehouse.query("select count(*) from pairs where a = 10")
  await connection.query("rollback")
  expect((await others).rows).toEqual([[0]])
})

test("a client that vanishes in a transaction holds up nobody, and what it did is undone", async () => {
  const { connection } = await client()
  await connection.query("begin")
  await connection.query("insert into pairs values (11)")
  const others = warehouse.query("select count(*) from pairs where a = 11")
  await connection.end()
  expect((await others).rows).toEqual([[0]])
})

test("a client that says nothing in a transaction is rolled back after a while, and told so", async () => {
  const { connection, errors } = await client()
  await connection.query("begin")
  await connection.query("insert into pairs values (12)")
  expect((await warehouse.query("select count(*) from pairs where a = 12")).rows).toEqual([[0]])
  await eventually(() => expect(errors.join()).toContain(`no word for ${idleMillis / 1000} s in an open transaction`))
})

test("what a client sets for itself does not change what the platform's statements do", async () => {
  const { connection } = await client()
  await connection.query(
    "set default_transaction_read_only to on; set search_path to nowhere; set datestyle to 'SQL, DMY'",
  )
  await warehouse.query("insert into pairs values (20)")
  const { rows } = await warehouse.query("select timestamp '2026-01-02 03:04:05' from pairs where a = 20")
  expect(rows).toEqual([["2026-01-02 03:04:05"]])
})

test("a failed statement leaves a client's connection usable", async () => {
  const { connection } = await client()
  await expect(connection.query("selec 1")).rejects.toThrow("syntax error")
  await expect(connection.query("select $1::int", ["x"])).rejects.toThrow("invalid input syntax")
  expect((await connection.query("select 1 as one")).rows).toEqual([{ one: 1 }])
})

test("COPY FROM STDIN is refused, and breaks nothing", async () => {
  const { connection } = await client()
  await expect(connection.query("copy pairs from stdin; select 1")).rejects.toThrow("use INSERT")
  expect((await connection.query("select 1 as one")).rows).toEqual([{ one: 1 }])
})

test("what is not the PostgreSQL protocol is turned away", async () => {
  const socket = connect(warehouse.port, "127.0.0.1")
  socket.end("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n")
  const answer: Buffer[] = []
  socket.on("data", (bytes: Buffer) => answer.push(bytes))
  await once(socket, "close")
  expect(Buffer.concat(answer).toString("latin1")).toContain("speaks the PostgreSQL protocol")
})

test("a query that is too deep is an error, not the end", async () => {
  await expect(warehouse.query(`select ${"1+".repeat(30_000)}1`)).rejects.toThrow("stack depth limit")
  expect((await warehouse.query("select 1")).rows).toEqual([[1]])
})

test("a taken port is one line that names the setting", async () => {
  const second = startWarehouse({ folder: join(folder, "second"), port: warehouse.port })
  await expect(second).rejects.toThrow(
    /^The warehouse cannot listen on port \d+ \(.*EADDRINUSE.*\): set WAREHOUSE_PORT/,
  )
})

test("a breakdown costs the query that caused it, and the warehouse is started again", async () => {
  const lines: string[] = []
  const print = (line: string) => lines.push(line)
  const shallow = await startWarehouse({ folder: join(folder, "shallow"), port: 0, stackMb: 1, print })
  onTestFinished(shallow.close)
  await shallow.query("create table kept as select 30 as a")
  await shallow.query("create function deep(n int) returns int language plpgsql as 'begin return deep(n + 1); end'")
  await expect(shallow.query("select deep(1)")).rejects.toThrow("The warehouse stopped")
  const { rows } = await eventually(() => shallow.query("select a from kept"))
  expect(rows).toEqual([[30]])
  expect(lines.join()).toContain("it is started again")
  const port = shallow.port
  const { connection } = await client(port)
  expect((await connection.query("select a from kept")).rows).toEqual([{ a: 30 }])
})
