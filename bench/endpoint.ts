import { fork } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "zod"

export type Endpoint = { url: string; name: string; close: () => Promise<void> }

const Started = z.object({ port: z.int() })

const local = async (): Promise<Endpoint> => {
  const folder = await mkdtemp(join(tmpdir(), "ledgerdesk-bench-"))
  const child = fork(join(import.meta.dirname, "endpoint-process.ts"), [folder], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  })
  const exited = once(child, "exit")
  const failed = exited.then(([code]) => {
    throw new Error(`The local DynamoDB did not start (exit code ${code}): see above`)
  })
  const [message] = await Promise.race([once(child, "message"), failed])
  return {
    url: `http://127.0.0.1:${Started.parse(message).port}`,
    name: "the local DynamoDB, in a process of its own",
    close: async () => {
      child.disconnect()
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Where everybody is measured: `BENCH_ENDPOINT`, or else a local DynamoDB that ends with `close`. */
export const startEndpoint = async (url = process.env.BENCH_ENDPOINT): Promise<Endpoint> =>
  url ? { url, name: url, close: async () => undefined } : local()
