import { parentPort } from "node:worker_threads"
import { functionError } from "#local/lambda/error"
import type { Host } from "#local/lambda/host"
import type { Order, Report } from "#local/lambda/thread-messages"

const work = async (host: Host, order: Exclude<Order, { kind: "close" }>): Promise<string> => {
  if (order.kind === "run") return host.run(order.call, order.event)
  await host.load(order.names)
  return "null"
}

/** What became of it, as Lambda tells it. */
const reportOn = async (host: Host, order: Exclude<Order, { kind: "close" }>): Promise<Report> => {
  const { id } = order
  try {
    return { kind: "done", id, answer: await work(host, order) }
  } catch (error) {
    return { kind: "failed", id, failure: functionError(error) }
  }
}

/** Has this thread do for its parent what the host can do. */
export const serveHost = (host: Host): void => {
  parentPort?.on("message", async (order: Order) => {
    if (order.kind === "close") process.exit(0)
    parentPort?.postMessage(await reportOn(host, order))
  })
}
