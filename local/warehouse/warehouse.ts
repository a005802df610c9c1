import { setTimeout as wait } from "node:timers/promises"
import type { ResultSet, Statement } from "#local/warehouse/database"
import { type Link, threadLink } from "#local/warehouse/thread-link"
import type { ThreadSettings } from "#local/warehouse/thread-messages"
import { idleTransaction } from "#local/warehouse/wire-session"

/** The local Redshift: PostgreSQL in a thread of its own, so that no query of an analyst slows the platform down. */
export type Warehouse = {
  /**
   * One statement; its parameters are `$1`, `$2`, … as text. Waits until the database is open. Throws SqlError, and an
   * error of one line where the database cannot be opened or broke down.
   */
  query: (sql: string, params?: Statement["params"]) => Promise<ResultSet>
  /** All statements or none, in order. Throws as `query` does; the SqlError has the place of the failed statement. */
  transaction: (statements: readonly Statement[]) => Promise<ResultSet[]>
  /** Where PostgreSQL clients connect on 127.0.0.1; any user, no password. */
  port: number
  /** The database is open. Rejects with one line where its folder cannot be opened. */
  ready: Promise<void>
  close: () => Promise<void>
}

export type WarehouseSettings = {
  /** Made where it does not exist. */
  folder: string
  /** 0 takes any free one. */
  port: number
  /** Milliseconds after which a client's transaction is rolled back when the client says nothing. */
  idleMillis?: number
  /** Megabytes of stack for the thread. With less, deep queries break PostgreSQL down. */
  stackMb?: number
  print?: (line: string) => void
}

const only = ([result]: readonly ResultSet[]): ResultSet => {
  if (result) return result
  throw new Error("The warehouse answered without a result")
}

/** Milliseconds before a broken warehouse is started again. */
const restartAfter = 200

type Supervision = { again: () => Link; print: (line: string) => void }

/**
 * Keeps a thread running: a query can break PostgreSQL in WebAssembly down, and then only that query is lost, while
 * later ones wait for the new thread. A thread that never came up is not tried again.
 */
const supervised = (first: Link, { again, print }: Supervision) => {
  let current: Promise<Link> = Promise.resolve(first)
  let closing = false

  const next = async (reason: string): Promise<Link> => {
    print(`warehouse: ${reason}; it is started again`)
    await wait(restartAfter)
    const link = again()
    watch(link)
    return link
  }

  const watch = (link: Link) => {
    const restart = (reason: string) => {
      if (!closing) current = next(reason)
    }
    // One that was never ready tells so to everybody who asks.
    link.ready.then(
      () => link.ended.then(restart),
      () => closing,
    )
  }

  watch(first)
  return {
    execute: async (statements: readonly Statement[]) => (await current).execute(statements),
    close: async () => {
      closing = true
      await (await current).close()
    },
  }
}

/**
 * Opens the warehouse in the background. Resolves once it listens; rejects with one line, naming WAREHOUSE_PORT, where
 * the port is taken. Everything that was committed survives `kill -9`.
 */
export const startWarehouse = async (settings: WarehouseSettings): Promise<Warehouse> => {
  const { folder, idleMillis = idleTransaction, stackMb = 16, print = console.error } = settings
  const thread: ThreadSettings = { folder, idleMillis, stackMb, port: settings.port }
  const first = threadLink(thread)
  const port = await first.listening
  const { execute, close } = supervised(first, { again: () => threadLink({ ...thread, port }), print })
  return {
    query: async (sql, params = []) => only(await execute([{ sql, params }])),
    transaction: execute,
    port,
    ready: first.ready,
    close,
  }
}
