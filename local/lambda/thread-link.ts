import { Worker } from "node:worker_threads"
import type { FunctionName } from "#functions/manifest"
import type { Call } from "#local/lambda/context"
import { FunctionFailed, RuntimeExited } from "#local/lambda/error"
import type { Host } from "#local/lambda/host"
import type { Order, Report } from "#local/lambda/thread-messages"

/** A running thread of the functions. `ended` tells the reason; what runs by then fails as on Lambda. */
export type Link = Host & { ended: Promise<string> }

/** How long a handler that keeps the thread busy is waited for at the end, in milliseconds. */
const graceMs = 500

type Waiting = { requestId: string; resolve: (answer: string) => void; reject: (error: Error) => void }

/** What was ordered and is not reported yet. */
const pending = () => {
  const waiting = new Map<number, Waiting>()
  let last = 0
  return {
    add: (each: Waiting): number => {
      last += 1
      waiting.set(last, each)
      return last
    },
    hear: (report: Report) => {
      const found = waiting.get(report.id)
      waiting.delete(report.id)
      if (report.kind === "done") found?.resolve(report.answer)
      else found?.reject(new FunctionFailed(report.failure))
    },
    failAll: (exitCode: number) => {
      for (const { requestId, reject } of waiting.values()) reject(new RuntimeExited(requestId, exitCode))
      waiting.clear()
    },
  }
}

/** Starts the thread in `file`, with this process's environment as it is now, in which functions are imported and run. */
export const threadLink = (file: URL): Link => {
  const worker = new Worker(file)
  const asked = pending()
  const ended = Promise.withResolvers<string>()
  let reason = "it was closed"
  let over: number | undefined

  worker.on("message", asked.hear)
  worker.on("error", (error: unknown) => {
    reason = error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error)
  })
  worker.on("exit", (code) => {
    over = code
    asked.failAll(code)
    ended.resolve(reason)
  })

  const ask = (requestId: string, order: (id: number) => Order) =>
    new Promise<string>((resolve, reject) => {
      if (over !== undefined) return reject(new RuntimeExited(requestId, over))
      return worker.postMessage(order(asked.add({ requestId, resolve, reject })))
    })

  return {
    ended: ended.promise,
    load: async (names: readonly FunctionName[]) => {
      await ask("none", (id) => ({ kind: "load", id, names }))
    },
    run: (call: Call, event: string) => ask(call.requestId, (id) => ({ kind: "run", id, call, event })),
    close: async () => {
      const order: Order = { kind: "close" }
      worker.postMessage(order)
      const late = setTimeout(() => void worker.terminate(), graceMs)
      await ended.promise
      clearTimeout(late)
    },
  }
}
