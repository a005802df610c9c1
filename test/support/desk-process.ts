import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import pg from "pg"
import { onTestFinished } from "vitest"
import { z } from "zod"
import { deskApi } from "#cli/prove/desk-api"
import { issuerOf } from "#local/identity/client"
import { demoToken } from "#local/identity/demo-token"
import type { DemoRole } from "#local/identity/demo-users"
import { eventually } from "#test/support/eventually"

const root = join(import.meta.dirname, "..", "..")
const node = ["--disable-warning=ExperimentalWarning", "--import", "./test/support/end-with-parent.ts"]

/** What a start is given. The ports are any free ones unless `env` says otherwise. */
export type DeskStart = { folder: string; args?: readonly string[]; env?: Record<string, string> }

/** How a process ended: its exit code, or the signal that killed it. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null }

const compiled = { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compiled") }

const Addresses = z.object({ url: z.url(), awsUrl: z.url(), warehouseUrl: z.url() })

const patterns = {
  url: /Desk and portal +(\S+)/,
  awsUrl: /AWS endpoint +(\S+)/,
  warehouseUrl: /Warehouse +(\S+)/,
}

const addressesIn = (output: string) =>
  Addresses.parse(Object.fromEntries(Object.entries(patterns).map(([name, where]) => [name, where.exec(output)?.[1]])))

const textOf = (stream: ChildProcess["stdout"]) => {
  let text = ""
  stream?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk
  })
  return () => text
}

const endingOf = async (child: ChildProcess): Promise<Ending> => {
  await once(child, "close")
  return { code: child.exitCode, signal: child.signalCode }
}

/** `npm start -- --empty` as a process of its own, which ends with the test at the latest. */
export const startDesk = ({ folder, args = [], env = {} }: DeskStart) => {
  const settings = { PORT: "0", AWS_PORT: "0", WAREHOUSE_PORT: "0", LEDGERDESK_DATA: folder, ...env }
  const child = spawn(process.execPath, [...node, "cli/start.ts", "--empty", ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...compiled, ...settings },
    stdio: ["pipe", "pipe", "pipe"],
  })
  const ended = endingOf(child)
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  onTestFinished(async () => {
    await kill("SIGKILL")
  })
  const output = textOf(child.stdout)
  const errors = textOf(child.stderr)

  /** The addresses that it printed. Throws what it printed instead where it ended. */
  const up = async (within = 60_000) => {
    const printed = () => output().includes("Ctrl-C stops it")
    await eventually(
      () => {
        if (!printed() && child.exitCode === null && child.signalCode === null) throw new Error(`No URLs: ${output()}`)
      },
      { within },
    )
    if (!printed()) throw new Error(`The desk ended with ${JSON.stringify(await ended)}: ${errors()}`)
    const addresses = addressesIn(output())
    const select = async (sql: string): Promise<unknown[]> => {
      const client = new pg.Client({ connectionString: addresses.warehouseUrl, user: "analyst" })
      await client.connect()
      const { rows } = await client.query(sql).finally(() => client.end())
      return rows
    }
    const token = (role: DemoRole) => demoToken({ folder, issuer: issuerOf(addresses.url), role })
    return {
      ...addresses,
      folder,
      select,
      token,
      as: async (role: DemoRole) => deskApi(addresses.url, await token(role)),
    }
  }

  return { ended, kill, output, errors, up }
}

export type DeskProcess = ReturnType<typeof startDesk>
export type RunningDesk = Awaited<ReturnType<DeskProcess["up"]>>
