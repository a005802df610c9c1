import { z } from "zod"
import type { FunctionName } from "#functions/manifest"
import type { Clock } from "#local/clock"
import { type Call, contextOf, specOf } from "#local/lambda/context"
import type { Handler } from "#local/lambda/lambda"

/** Where handlers run. Events and answers are JSON texts: nothing else crosses Lambda's border. */
export type Host = {
  /** Imports handlers. Rejects with one line where one cannot be imported. */
  load: (names: readonly FunctionName[]) => Promise<void>
  /** Runs a handler; rejects with what it threw, as far as that crosses the border. */
  run: (call: Call, event: string) => Promise<string>
  close: () => Promise<void>
}

const HandlerModule = z.looseObject({
  handler: z.custom<Handler>((value) => typeof value === "function", "is not an exported function"),
})

const importHandler = async (name: FunctionName): Promise<Handler> => {
  const file = specOf(name).handler.replace(/\.handler$/, ".ts")
  try {
    return HandlerModule.parse(await import(new URL(`../../${file}`, import.meta.url).href)).handler
  } catch (cause) {
    throw new Error(`Function ${name} cannot be loaded from ${file}: ${String(cause)}`, { cause })
  }
}

/** What crosses the border: no shared references, no undefined, no Dates. */
export const toText = (value: unknown): string => JSON.stringify(value) ?? "null"

/** Has a handler work on its own copy of the event. */
export const answerOf = async (handler: Handler, event: string, context: Parameters<Handler>[1]): Promise<string> =>
  toText(await handler(JSON.parse(event), context))

/** Runs handlers in this thread. Each is imported once, when it is first needed. */
export const thisThread = (clock: Clock): Host => {
  const imported = new Map<FunctionName, Promise<Handler>>()
  const handlerOf = (name: FunctionName): Promise<Handler> => {
    const known = imported.get(name) ?? importHandler(name)
    imported.set(name, known)
    return known
  }
  return {
    load: async (names) => {
      await Promise.all(names.map(handlerOf))
    },
    run: async (call, event) => answerOf(await handlerOf(call.name), event, contextOf(call, clock)),
    close: async () => undefined,
  }
}
