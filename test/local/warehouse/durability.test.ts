import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { FirehoseClient, PutRecordBatchCommand } from "@aws-sdk/client-firehose"
import pg from "pg"
import { expect, onTestFinished, test } from "vitest"
import { credentials } from "#local/clients"
import { region } from "#local/region"
import { startWarehouse } from "#local/warehouse/warehouse"
import { eventually } from "#test/support/eventually"
import { temporaryFolder } from "#test/support/temporary"

const portsOf = async ({ stdout }: ChildProcess): Promise<number[]> => {
  if (!stdout) throw new Error("The child's output is not piped")
  for await (const line of createInterface(stdout)) return line.split(" ").map(Number)
  throw new Error("The child ended before it told its ports")
}

const serving = async (folder: string) => {
  const script = new URL("../../support/serve-analytics.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, folder], { stdio: ["pipe", "pipe", "inherit"] })
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill("SIGKILL")
    await once(child, "exit")
  }
  onTestFinished(kill)
  const [awsPort = 0, port = 0] = await portsOf(child)
  const firehose = new FirehoseClient({ endpoint: `http://127.0.0.1:${awsPort}`, region, credentials, maxAttempts: 1 })
  onTestFinished(() => firehose.destroy())
  const put = (ids: string[]) =>
    firehose.send(
      new PutRecordBatchCommand({
        DeliveryStreamName: "ledgerdesk-events",
        Records: ids.map((event_id) => ({ Data: Buffer.from(`${JSON.stringify({ event_id })}\n`) })),
      }),
    )
  const query = async (sql: string) => {
    const client = new pg.Client({ host: "127.0.0.1", port, user: "analyst", database: "analytics" })
    await client.connect()
    const { rows } = await client.query<{ event_id: string }>(sql)
    await client.end()
    return rows.map(({ event_id }) => event_id)
  }
  return { put, query, kill }
}

const staged = "select distinct event_id from ticket_events_staging order by event_id"

const archived = async (folder: string) => {
  const objects = join(folder, "objects")
  const files = await readdir(objects, { recursive: true, withFileTypes: true })
  const texts = files.filter((each) => each.isFile()).map((each) => readFile(join(each.parentPath, each.name), "utf8"))
  const lines = (await Promise.all(texts)).flatMap((text) => text.trim().split("\n"))
  return lines.map((line) => /"(e\d+)"/.exec(line)?.[1]).sort()
}

test("every acknowledged record survives kill -9 at any moment, in S3 once and in the warehouse at least once", async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, "warehouse.new", "base"), { recursive: true })
  const acknowledged: string[] = []
  const ids = (round: number) => Array.from({ length: 50 }, (_, n) => `e${1000 + round * 50 + n}`)
  for (const rounds of [[0], [1, 2, 3, 4], [5, 6, 7, 8, 9]]) {
    const { put, query, kill } = await serving(folder)
    // The first life ends while the database is being made, the others while records are on their way.
    if (acknowledged.length > 0)
      await eventually(async () => expect(await query(staged)).toEqual(acknowledged), { within: 60_000 })
    for (const round of rounds) {
      await put(ids(round))
      acknowledged.push(...ids(round))
    }
    await kill()
  }
  const { query } = await serving(folder)
  await eventually(async () => expect(await query(staged)).toEqual(acknowledged), { within: 60_000 })
  expect(await archived(folder)).toEqual(acknowledged)
})

const damages: [string, (folder: string) => Promise<unknown>][] = [
  ["its control file is cut short", (folder) => truncate(join(folder, "global/pg_control"), 100)],
  ["its control file is garbage", (folder) => writeFile(join(folder, "global/pg_control"), Buffer.alloc(8192, 7))],
  ["its tables are gone", (folder) => rm(join(folder, "base"), { recursive: true })],
  ["it is a folder of something else", async (folder) => rm(join(folder, "PG_VERSION"))],
]

test("a folder that cannot be opened is told in one line, and left as it is", async () => {
  const root = await temporaryFolder()
  const sound = await startWarehouse({ folder: join(root, "sound"), port: 0 })
  await sound.ready
  await sound.close()
  for (const [, damage] of damages) {
    const folder = join(root, "damaged")
    await cp(join(root, "sound"), folder, { recursive: true })
    await damage(folder)
    const warehouse = await startWarehouse({ folder, port: 0 })
    const told = /^The warehouse in .*damaged cannot be opened \([^\n]+\): move that folder away and start again$/
    await expect(warehouse.ready).rejects.toThrow(told)
    await expect(warehouse.query("select 1")).rejects.toThrow(told)
    await warehouse.close()
    await rm(folder, { recursive: true })
  }
})
