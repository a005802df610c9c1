import { isMainThread, parentPort, workerData } from "node:worker_threads"
import { type Database, openDatabase, SqlError } from "#local/warehouse/database"
import type { Order, Report, ThreadSettings } from "#local/warehouse/thread-messages"
import { wireServer } from "#local/warehouse/wire-server"

/** Milliseconds between rounds of housekeeping. */
const tidyEvery = 60_000

const report = (message: Report) => parentPort?.postMessage(message)

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Ends this thread; who started it starts another. */
const breakDown = (error: unknown): never => {
  throw error instanceof Error ? error : new Error(String(error))
}

const cannotConnectNow = "57P03"

/** The open database, or the refusal that everybody gets while it cannot be opened. */
const opened = async (opening: Promise<Database>): Promise<Database> => {
  try {
    return await opening
  } catch (error) {
    throw new SqlError(reasonOf(error), cannotConnectNow)
  }
}

const execute = async (opening: Promise<Database>, { id, statements }: Extract<Order, { kind: "execute" }>) => {
  try {
    const database = await opened(opening)
    report({ kind: "done", id, results: await database.execute(statements) })
  } catch (error) {
    if (!(error instanceof SqlError)) throw error
    const { message, code, statement } = error
    report({ kind: "refused", id, refusal: { message, code, statement } })
  }
}

const housekeeping = (database: Database) => {
  const round = setInterval(() => {
    database.tidy().catch(breakDown)
  }, tidyEvery)
  round.unref()
}

const serve = async ({ folder, port, idleMillis }: ThreadSettings) => {
  const opening = Promise.withResolvers<Database>()
  // Nobody may be waiting yet when it fails; who asks later still hears of it.
  opening.promise.catch(reasonOf)
  const server = await wireServer({ port, database: opening.promise, broken: breakDown, idleMillis })
  report({ kind: "listening", port: server.port })
  parentPort?.on("message", (order: Order) => {
    if (order.kind === "execute") return execute(opening.promise, order).catch(breakDown)
    return server
      .close()
      .then(() => opening.promise)
      .then((database) => database.tidy().then(database.close))
      .finally(() => process.exit(0))
  })
  try {
    const database = await openDatabase(folder)
    opening.resolve(database)
    report({ kind: "ready" })
    housekeeping(database)
  } catch (error) {
    opening.reject(error)
    report({ kind: "unusable", message: reasonOf(error) })
  }
}

const portTaken = (port: number, error: unknown) =>
  `The warehouse cannot listen on port ${port} (${reasonOf(error)}): set WAREHOUSE_PORT to a free one`

if (!isMainThread) {
  const settings: ThreadSettings = workerData
  serve(settings).catch((error: unknown) => report({ kind: "unusable", message: portTaken(settings.port, error) }))
}
