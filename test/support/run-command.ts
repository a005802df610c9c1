import { spawn } from "node:child_process"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import type { RunningDesk } from "#test/support/desk-process"

const root = join(import.meta.dirname, "..", "..")
const port = (url: string) => new URL(url).port

export type Ran = { code: number | null; output: string; errors: string }

/** `npm run desk -- <args>` against a desk that runs as a process, to its end. */
export const runCommand = async (desk: RunningDesk, ...args: readonly string[]): Promise<Ran> => {
  const settings = { PORT: port(desk.url), AWS_PORT: port(desk.awsUrl), LEDGERDESK_DATA: desk.folder }
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "cli/desk.ts", ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, output, errors }
}
