import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

/** The local cloud's own bookkeeping: checkpoints, executions, delivery buffers, the outbox. One SQLite file. */
export type State = DatabaseSync

/**
 * Opens (or creates) `<folder>/state.sqlite`. What a statement wrote survives `kill -9`: the write-ahead log reaches
 * the operating system before the statement returns. Throws where the file is not a database.
 */
export const openState = (folder: string): State => {
  const state = new DatabaseSync(join(folder, "state.sqlite"))
  state.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 2000;")
  return state
}
