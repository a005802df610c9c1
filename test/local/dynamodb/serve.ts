import { createServer } from "node:http"
import { createRequire } from "node:module"
import type { create } from "dynalite/db/index.js"

/**
 * The process that dies in the tests: serves the DynamoDB in the given folder and prints its port. Where a number is
 * given too, the process kills itself as soon as LevelDB has taken that many batches.
 */
const [folder = "", batches] = process.argv.slice(2)

const dynalite: { create: typeof create } = createRequire(import.meta.url)("dynalite/db/index.js")
const original = dynalite.create
let left = Number(batches ?? Number.POSITIVE_INFINITY)
dynalite.create = (options) => {
  const base = original(options)
  const batch = base.db.batch
  base.db.batch = async (writes) => {
    await batch(writes)
    left -= 1
    if (left <= 0) process.kill(process.pid, "SIGKILL")
  }
  return base
}

// Only now, so that it takes the changed function.
const { dynamodb } = await import("#local/dynamodb/dynamodb")
const { handle } = await dynamodb(folder)
const server = createServer(handle)
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())))
