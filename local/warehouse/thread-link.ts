import { Worker } from "node:worker_threads"
import { type ResultSet, SqlError, type Statement } from "#local/warehouse/database"
import type { Order, Report, ThreadSettings } from "#local/warehouse/thread-messages"

/** A running thread of the warehouse. */
export type Link = {
  /** The port; rejects where it is taken. */
  listening: Promise<number>
  /** Rejects with one line where the folder cannot be opened. */
  ready: Promise<void>
  /** Settles when the thread is over, whatever the reason, which it tells. */
  ended: Promise<string>
  execute: (statements: readonly Statement[]) => Promise<ResultSet[]>
  close: () => Promise<void>
}

type Waiting = { resolve: (results: ResultSet[]) => void; reject: (error: Error) => void }

/** What was asked and is not answered yet. */
const pending = () => {
  const waiting = new Map<number, Waiting>()
  let last = 0
  const settle = (id: number, how: (waiting: Waiting) => void) => {
    const found = waiting.get(id)
    waiting.delete(id)
    if (found) how(found)
  }
  return {
    add: (each: Waiting): number => {
      last += 1
      waiting.set(last, each)
      return last
    },
    settle,
    fail: (error: Error) => {
      for (const id of [...waiting.keys()]) settle(id, ({ reject }) => reject(error))
    },
  }
}

type Pending = ReturnType<typeof pending>

const answered = (asked: Pending, report: Extract<Report, { id: number }>) => {
  if (report.kind === "done") return asked.settle(report.id, ({ resolve }) => resolve(report.results))
  const { message, code, statement } = report.refusal
  return asked.settle(report.id, ({ reject }) => reject(new SqlError(message, code, statement)))
}

/** Starts PostgreSQL in a thread of its own and talks to it. */
export const threadLink = (settings: ThreadSettings): Link => {
  const thread = new URL("./thread.ts", import.meta.url)
  const worker = new Worker(thread, { workerData: settings, resourceLimits: { stackSizeMb: settings.stackMb } })
  const asked = pending()
  const listening = Promise.withResolvers<number>()
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<string>()
  let reason = "it was closed"
  let stage: "opening" | "open" | "over" = "opening"
  const stopped = () => new Error(`The warehouse stopped: ${reason}`)

  const unusable = (error: Error) => {
    listening.reject(error)
    ready.reject(error)
    asked.fail(error)
  }

  const hear = (report: Report) => {
    if (report.kind === "listening") return listening.resolve(report.port)
    if (report.kind === "ready") stage = "open"
    if (report.kind === "ready") return ready.resolve()
    return report.kind === "unusable" ? unusable(new Error(report.message)) : answered(asked, report)
  }

  const send = (order: Order) => worker.postMessage(order)

  worker.on("message", hear)
  worker.on("error", (error: unknown) => {
    reason = error instanceof Error ? error.message : String(error)
  })
  worker.on("exit", () => {
    stage = "over"
    ended.resolve(reason)
    unusable(stopped())
  })
  // Nobody may be waiting for these yet when they fail.
  for (const promise of [listening.promise, ready.promise]) promise.catch(() => reason)

  return {
    listening: listening.promise,
    ready: ready.promise,
    ended: ended.promise,
    execute: (statements) =>
      new Promise((resolve, reject) => {
        if (stage === "over") return reject(stopped())
        return send({ kind: "execute", id: asked.add({ resolve, reject }), statements })
      }),
    close: async () => {
      if (stage === "open") send({ kind: "close" })
      // What is being made or recovered is made or recovered at the next start.
      if (stage === "opening") await worker.terminate()
      await ended.promise
    },
  }
}
