import { isMainThread } from "node:worker_threads"
import { z } from "zod"
import { systemClock } from "#local/clock"
import { answerOf, thisThread } from "#local/lambda/host"
import { serveHost } from "#local/lambda/serve-host"

/** A thread whose functions do what their event asks for, and no good handler would. */
const Asked = z.object({ do: z.enum(["answer", "throw", "throw a text", "exit", "leave a promise", "keep busy"]) })

class Odd extends Error {
  override name = "Odd"
}

const acts: Record<z.infer<typeof Asked>["do"], () => unknown> = {
  answer: () => ({ thread: isMainThread ? "main" : "other", value: process.env.ODD_VALUE }),
  throw: () => {
    throw new Odd("on purpose")
  },
  "throw a text": () => {
    throw "a text"
  },
  exit: () => process.exit(3),
  "leave a promise": () => {
    void Promise.reject(new Odd("left alone"))
    return new Promise(() => undefined)
  },
  "keep busy": () => {
    for (;;) performance.now()
  },
}

const host = thisThread(systemClock)
if (!isMainThread)
  serveHost({
    ...host,
    load: async () => undefined,
    run: (_, event) => answerOf(async (asked) => acts[Asked.parse(asked).do](), event, Object.create(null)),
  })
