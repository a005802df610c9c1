import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { z } from "zod"

/** The local cloud's own bookkeeping: checkpoints, executions, delivery buffers, the outbox. One SQLite file. */
export type State = DatabaseSync

const Verdict = z.object({ quick_check: z.string() })

const open = (file: string): State => {
  const state = new DatabaseSync(file)
  state.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 2000;")
  const { quick_check: verdict } = Verdict.parse(state.prepare("pragma quick_check(1)").get())
  if (verdict !== "ok") throw new Error(verdict)
  return state
}

/**
 * Opens (or creates) `<folder>/state.sqlite`. What a statement wrote survives `kill -9`: the write-ahead log reaches
 * the operating system before the statement returns. Throws one line where the file is damaged or no database.
 */
export const openState = (folder: string): State => {
  const file = join(folder, "state.sqlite")
  try {
    return open(file)
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n")
    throw new Error(`${file} cannot be opened (${reason}): restore it, or begin anew with \`npm start -- --fresh\``)
  }
}

/** Closes the file with everything in it: a connection with cached statements leaves the log to the next who opens it. */
export const closeState = (state: State): void => {
  state.exec("pragma wal_checkpoint(truncate)")
  state.close()
}
