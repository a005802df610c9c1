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
import { limit, slowest } from "#test/support/patience"

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
  const ports = { PORT: "0", AWS_PORT: "0", WAREHOUSE_PORT: "0" }
  const settings = { ...ports, LAMBDA_PATIENCE: String(slowest), LEDGERDESK_DATA: folder, ...env }
  const child = spawn(process.execPath, [...node, "cli/start.ts", "--empty", ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...compiled, ...settings },
    stdio: ["pipe", "pipe", "pipe"],
  })
  const closed = endingOf(child)
  onTestFinished(async () => {
    child.kill("SIGKILL")
    await closed
  })
  const output = textOf(child.stdout)
  const errors = textOf(child.stderr)
  const isOver = () => child.exitCode !== null || child.signalCode !== null

  /** Waits for its end. Throws what it printed instead where it goes on. */
  const ended = async (): Promise<Ending> => {
    await eventually(
      () => {
        if (!isOver()) throw new Error(`The desk does not end: ${output()}${errors()}`)
      },
      { within: 30_000 },
    )
    return closed
  }

  /** Sends signals, several of which arrive together, however slow the machine is. */
  const tell = (...signals: NodeJS.Signals[]) => {
    const together = signals.length > 1 ? (["SIGSTOP", ...signals, "SIGCONT"] as const) : signals
    for (const signal of together) child.kill(signal)
  }

  const kill = (...signals: NodeJS.Signals[]): Promise<Ending> => {
    tell(...signals)
    return ended()
  }

  /** The addresses that it printed. Throws what it printed instead where it ended. */
  const up = async () => {
    const printed = () => output().includes("Ctrl-C stops it")
    await eventually(
      () => {
        if (!printed() && !isOver()) throw new Error(`No URLs: ${output()}`)
      },
      { within: 60_000 },
    )
    if (!printed()) throw new Error(`The desk ended with ${JSON.stringify(await closed)}: ${errors()}`)
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
      as: async (role: DemoRole) => deskApi(addresses.url, await token(role), limit(15_000)),
    }
  }

  return { tell, kill, ended, output, errors, up }
}

export type DeskProcess = ReturnType<typeof startDesk>
export type RunningDesk = Awaited<ReturnType<DeskProcess["up"]>>
