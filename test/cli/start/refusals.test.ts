import { existsSync } from "node:fs"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, onTestFinished, test } from "vitest"
import { z } from "zod"
import { type DeskStart, startDesk } from "#test/support/desk-process"
import { eventually } from "#test/support/eventually"
import { temporaryFolder } from "#test/support/temporary"

/** What a start that fails says: one line, and nothing about a desk that is up. */
const refusal = async (start: DeskStart): Promise<string> => {
  const desk = startDesk(start)
  expect(await desk.ended()).toEqual({ code: 1, signal: null })
  expect(desk.output()).not.toContain("Ledgerdesk is up")
  expect(desk.errors()).toMatch(/^[^\n]+\n$/)
  return desk.errors().trimEnd()
}

const takenPort = async (): Promise<string> => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  onTestFinished(() => new Promise((closed) => server.close(() => closed())))
  return String(z.object({ port: z.number() }).parse(server.address()).port)
}

test("a taken port is named with its setting, and the folder can be used afterwards", async () => {
  const folder = await temporaryFolder()
  const port = await takenPort()
  for (const name of ["PORT", "AWS_PORT", "WAREHOUSE_PORT"]) {
    const line = await refusal({ folder, env: { [name]: port } })
    expect(line).toMatch(new RegExp(`port ${port}`, "i"))
    expect(line).toContain(`set ${name} to a free`)
  }
  await startDesk({ folder }).up()
})

test.each([
  ["PORT", "abc"],
  ["AWS_PORT", "70000"],
  ["WAREHOUSE_PORT", "-1"],
])("%s=%s is no port", async (name, value) => {
  const line = await refusal({ folder: await temporaryFolder(), env: { [name]: value } })
  expect(line).toBe(
    `${name}=${value} cannot be used: it must be a whole number from 0 to 65535. Unset it for the default.`,
  )
})

test("a data folder that cannot be written is named", async () => {
  const file = join(await temporaryFolder(), "file")
  await writeFile(file, "text")
  const line = await refusal({ folder: join(file, "data") })
  expect(line).toBe(`LEDGERDESK_DATA=${join(file, "data")} cannot be written (ENOTDIR): set it to a folder that can`)
})

test("a folder with other things in it is left alone, also by --fresh", async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, "letter.txt"), "Dear Ann")
  for (const args of [[], ["--fresh"]])
    expect(await refusal({ folder, args })).toBe(
      `LEDGERDESK_DATA=${folder} holds something else than a desk: set it to a new or an empty folder`,
    )
  expect(await readdir(folder)).toEqual(["letter.txt"])
})

test("a second desk on the same folder is refused, also with --fresh, and the first goes on", async () => {
  const folder = await temporaryFolder()
  const first = await startDesk({ folder }).up()
  for (const args of [[], ["--fresh"]])
    expect(await refusal({ folder, args })).toBe(
      `Another desk runs on LEDGERDESK_DATA=${folder}: stop that one, or set it to another folder`,
    )
  expect((await fetch(`${first.url}/api/health`)).status).toBe(200)
})

test("a function that does not exist cannot be switched off", async () => {
  const line = await refusal({ folder: await temporaryFolder(), args: ["--without", "route-ticket"] })
  expect(line).toBe("--without route-ticket: there is no such function; functions/manifest.ts has them all")
})

const stopped = join(tmpdir(), `ledgerdesk-stopped-${process.pid}`)
afterAll(() => rm(stopped, { recursive: true, force: true }))

/** The folder of a desk that was stopped in order; whoever damages it repairs it. */
const stoppedDesk = async (): Promise<string> => {
  if (existsSync(stopped)) return stopped
  const desk = startDesk({ folder: stopped })
  await (await desk.up()).select("select 1")
  await desk.kill("SIGTERM")
  return stopped
}

const garbage = "garbage, ".repeat(1_000)

/** Damages every file of a folder that fits, until the test ends. */
const damage = async (folder: string, which: RegExp) => {
  const files = (await readdir(folder)).filter((name) => which.test(name)).map((name) => join(folder, name))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const before = await readFile(file)
    onTestFinished(() => writeFile(file, before))
    await writeFile(file, garbage)
  }
}

test.each([
  [".", /^state\.sqlite$/, /state\.sqlite cannot be opened .*--fresh/],
  ["dynamodb", /^MANIFEST/, /The DynamoDB data in .*\/dynamodb cannot be opened .*--fresh/],
  ["dynamodb", /^CURRENT$/, /The DynamoDB data in .*\/dynamodb cannot be opened .*--fresh/],
  ["dynamodb", /^\d+\.log$/, /The DynamoDB data in .*\/dynamodb cannot be opened \(\d+\.log is damaged.*--fresh/],
  ["kinesis", /^MANIFEST/, /The Kinesis data in .*\/kinesis cannot be opened .*--fresh/],
  ["kinesis", /^\d+\.(log|ldb)$/, /The Kinesis data in .*\/kinesis cannot be opened \(\d+\.l.. is damaged.*--fresh/],
  ["storage", /db$/, /The S3 data in .*\/storage cannot be opened .*--fresh/],
  ["warehouse", /^PG_VERSION$/, /The warehouse in .*\/warehouse cannot be opened .* move that folder away/],
  ["warehouse/global", /^pg_control$/, /The warehouse in .*\/warehouse cannot be opened .* move that folder away/],
  [".", /^identity-keys\.json$/, /identity-keys\.json does not hold the sign-in keys: delete it/],
])("damage in %s, %s, is one line that says what to do", async (part, which, wanted) => {
  const folder = await stoppedDesk()
  await damage(join(folder, part), which)
  expect(await refusal({ folder })).toMatch(wanted)
})

test("once the damage is repaired, the desk starts", async () => {
  const desk = startDesk({ folder: await stoppedDesk() })
  expect(await (await desk.up()).select("select count(*)::int as rows from ticket_events")).toEqual([{ rows: 0 }])
  expect((await desk.kill("SIGTERM")).code).toBe(0)
})

test("--fresh begins anew where everything is damaged", async () => {
  const folder = await stoppedDesk()
  for (const part of ["dynamodb", "kinesis", "storage", "warehouse"]) {
    await rm(join(folder, part), { recursive: true })
    await mkdir(join(folder, part))
    await writeFile(join(folder, part, "CURRENT"), garbage)
  }
  for (const file of ["state.sqlite", "identity-keys.json"]) await writeFile(join(folder, file), garbage)
  const { url } = await startDesk({ folder, args: ["--fresh"] }).up()
  await eventually(async () => expect((await fetch(`${url}/api/health`)).status).toBe(200))
})
