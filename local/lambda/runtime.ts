import { randomUUID } from "node:crypto"
import { z } from "zod"
import { type FunctionName, functions } from "#functions/manifest"
import { type Clock, systemClock } from "#local/clock"
import { TaskTimedOut } from "#local/lambda/error"
import type { Handler, Lambda, LambdaContext } from "#local/lambda/lambda"
import { arn } from "#local/region"
import { AwsError } from "#local/service"

export type RuntimeOptions = {
  /** Handlers instead of those in functions/. */
  overrides?: Partial<Record<FunctionName, Handler>>
  /** Functions that are switched off: invoking one rejects as a reserved concurrency of 0 does. */
  off?: ReadonlySet<FunctionName>
  /** How many times its timeout a function is given: all of them share one thread of a machine that may be busy. */
  patience?: number | undefined
  clock?: Clock
}

export type LambdaRuntime = Lambda & {
  /** Imports every handler, so that a broken one is known before the first event. */
  load: () => Promise<void>
  /** Resolves once no function runs any more, those included that nobody waits for, or after `ms`. */
  quiet: (ms: number) => Promise<void>
}

const HandlerModule = z.looseObject({
  handler: z.custom<Handler>((value) => typeof value === "function", "is not an exported function"),
})

const specOf = (name: FunctionName) => {
  const spec = functions.get(name)
  if (!spec)
    throw new AwsError("ResourceNotFoundException", `Function not found: ${arn("lambda", `function:${name}`)}`, 404)
  return spec
}

const importHandler = async (name: FunctionName): Promise<Handler> => {
  const file = specOf(name).handler.replace(/\.handler$/, ".ts")
  try {
    return HandlerModule.parse(await import(new URL(`../../${file}`, import.meta.url).href)).handler
  } catch (cause) {
    throw new Error(`Function ${name} cannot be loaded from ${file}: ${String(cause)}`, { cause })
  }
}

const noCallback = () => {
  throw new Error("Handlers are async functions: return or throw instead")
}

const contextOf = (name: FunctionName, seconds: number, clock: Clock): LambdaContext => {
  const deadline = clock.now() + seconds * 1000
  return {
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn("lambda", `function:${name}`),
    awsRequestId: randomUUID(),
    memoryLimitInMB: String(specOf(name).memory),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - clock.now()),
    done: noCallback,
    fail: noCallback,
    succeed: noCallback,
  }
}

/** Nothing crosses Lambda's border but JSON: no shared references, no undefined, no Dates. */
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? "null")

/** Begins the work, which is among those that run until it ends. */
const tracked = <Result>(running: Set<Promise<unknown>>, work: () => Promise<Result>): Promise<Result> => {
  const run = work()
  running.add(run)
  const forget = () => running.delete(run)
  run.then(forget, forget)
  return run
}

/**
 * Runs the handlers that the manifest names, in this process. Each invocation gets its own copy of the event, a
 * context, and its function's timeout (TaskTimedOut). A handler is imported when it is first needed or by `load`, so
 * the environment must be set by then. Rejects with what the handler threw; with an AwsError where it was never
 * called: ResourceNotFoundException for an unknown function, TooManyRequestsException for one that is off.
 */
export const lambdaRuntime = (options: RuntimeOptions = {}): LambdaRuntime => {
  const { overrides = {}, off, patience = 1, clock = systemClock } = options
  const imported = new Map<FunctionName, Promise<Handler>>()
  const running = new Set<Promise<unknown>>()

  const handlerOf = (name: FunctionName): Promise<Handler> => {
    const override = overrides[name]
    if (override) return Promise.resolve(override)
    const known = imported.get(name) ?? importHandler(name)
    imported.set(name, known)
    return known
  }

  const invoke: Lambda["invoke"] = async (name, event) => {
    const seconds = specOf(name).timeout * patience
    if (off?.has(name)) throw new AwsError("TooManyRequestsException", `Rate exceeded: ${name} is switched off`, 429)
    const handler = await tracked(running, () => handlerOf(name))
    const context = contextOf(name, seconds, clock)
    const finished = new AbortController()
    const late = clock.pause(seconds * 1000, finished.signal).then(() => {
      if (!finished.signal.aborted) throw new TaskTimedOut(context.awsRequestId, seconds)
    })
    const run = tracked(running, async () => handler(copy(event), context))
    try {
      return copy(await Promise.race([run, late]))
    } finally {
      finished.abort("in time")
    }
  }

  const load = async () => {
    const wanted = [...functions.keys()].filter((name) => !off?.has(name))
    await Promise.all(wanted.map(handlerOf))
  }

  const drained = async () => {
    while (running.size > 0) await Promise.allSettled(running)
  }

  const quiet = async (ms: number) => {
    const finished = new AbortController()
    const done = drained().then(() => finished.abort())
    await Promise.race([done, clock.pause(ms, finished.signal)])
  }

  return { invoke, load, quiet }
}
