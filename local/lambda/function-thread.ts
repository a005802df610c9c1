import { setTimeout as wait } from "node:timers/promises"
import type { FunctionName } from "#functions/manifest"
import type { Host } from "#local/lambda/host"
import { type Link, threadLink } from "#local/lambda/thread-link"

/** Milliseconds before a thread that died is started again. */
const restartAfter = 200

/** A thread and what it has imported, so that nobody asks twice. */
type Staffed = { link: Link; imported: Map<FunctionName, Promise<void>> }

export type ThreadSettings = {
  /** What runs in the thread. */
  file?: URL
  print?: (line: string) => void
}

/** Resolves once the handlers are imported in that thread. */
const ready = async ({ link, imported }: Staffed, names: readonly FunctionName[]): Promise<void> => {
  const missing = names.filter((name) => !imported.has(name))
  const loading = missing.length > 0 ? link.load(missing) : undefined
  for (const name of missing) if (loading) imported.set(name, loading)
  await Promise.all(names.map((name) => imported.get(name)))
}

/**
 * Runs handlers in a thread of their own, beside the services that they call. It starts with the first `load`, with the
 * environment that this process has by then. A thread that dies, for instance by a promise that a handler left to itself,
 * fails what runs there with Runtime.ExitError and is replaced; later invocations wait for the new one.
 */
export const functionThread = (settings: ThreadSettings = {}): Host => {
  const { file = new URL("./thread.ts", import.meta.url), print = console.error } = settings
  let current: Promise<Staffed> | undefined
  let closing = false

  const started = (): Staffed => {
    const thread: Staffed = { link: threadLink(file), imported: new Map() }
    void thread.link.ended.then((reason) => {
      if (!closing) current = next(reason)
    })
    return thread
  }
  const next = async (reason: string): Promise<Staffed> => {
    print(`functions: their thread ended (${reason}); it is started again`)
    await wait(restartAfter)
    return started()
  }
  const thread = (): Promise<Staffed> => {
    current ??= Promise.resolve(started())
    return current
  }

  return {
    load: async (names) => ready(await thread(), names),
    run: async (call, event) => (await thread()).link.run(call, event),
    close: async () => {
      closing = true
      await (await current)?.link.close()
    },
  }
}
