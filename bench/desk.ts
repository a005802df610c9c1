import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "zod"

/** What a process has used until now: all of its threads, and the main one alone. */
export type CpuSeconds = z.infer<typeof Used>

/** A whole local desk that nobody else uses. */
export type Desk = {
  awsUrl: string
  warehouseUrl: string
  cpu: () => Promise<CpuSeconds>
  /** Stops it as Ctrl-C does and deletes its data. */
  close: () => Promise<void>
}

const Started = z.object({ awsUrl: z.url(), warehouseUrl: z.url() })
const Used = z.object({ all: z.number(), mainThread: z.number() })

/** What it says next. Throws where it ends instead. */
const hear = async <Said>(child: ChildProcess, shape: z.ZodType<Said>): Promise<Said> => {
  const over = new AbortController()
  const { signal } = over
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`The desk ended with exit code ${code}: see above`)
  })
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), ended])
    return shape.parse(message)
  } finally {
    over.abort()
    ended.catch(() => undefined)
  }
}

/** Starts a desk, empty and on free ports, in a process of its own. */
export const startDesk = async (): Promise<Desk> => {
  const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-bench-desk-"))
  const child = fork(join(import.meta.dirname, "desk-process.ts"), [folder], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  })
  const exited = once(child, "exit")
  const { awsUrl, warehouseUrl } = await hear(child, Started)
  return {
    awsUrl,
    warehouseUrl,
    cpu: () => {
      child.send("cpu")
      return hear(child, Used)
    },
    close: async () => {
      child.disconnect()
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}
