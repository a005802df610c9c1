import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { type Clients, clients } from "#local/clients"

const firstLine = async ({ stdout }: ChildProcess): Promise<string> => {
  if (!stdout) throw new Error("The child's output is not piped")
  for await (const line of createInterface(stdout)) return line
  throw new Error("The child ended before it told its port")
}

/** Serves one service on `folder` in a process of its own, lets `use` talk to it, then kills the process by SIGKILL. */
export const killed = async (
  service: "kinesis" | "s3" | "sqs",
  folder: string,
  use: (sdk: Clients) => Promise<void>,
) => {
  const script = new URL("./serve-one.ts", import.meta.url).pathname
  const child = spawn(process.execPath, [script, service, folder], { stdio: ["pipe", "pipe", "inherit"] })
  const sdk = clients(`http://127.0.0.1:${await firstLine(child)}`)
  try {
    await use(sdk)
  } finally {
    child.kill("SIGKILL")
    await once(child, "exit")
    sdk.destroy()
  }
}
