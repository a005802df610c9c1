import { randomUUID } from "node:crypto"
import { type FunctionName, functions } from "#functions/manifest"
import { type Clock, systemClock } from "#local/clock"
import { type Call, contextOf, specOf } from "#local/lambda/context"
import { TaskTimedOut } from "#local/lambda/error"
import { answerOf, type Host, thisThread, toText } from "#local/lambda/host"
import type { Handler, TimedLambda } from "#local/lambda/lambda"
import { AwsError } from "#local/service"

export type RuntimeOptions = {
  /** Handlers instead of those in functions/. They run in this thread. */
  overrides?: Partial<Record<FunctionName, Handler>>
  /** Functions that are switched off: invoking one rejects as a reserved concurrency of 0 does. */
  off?: ReadonlySet<FunctionName>
  /** How many times its timeout a function is given: all of them share one thread of a machine that may be busy. */
  patience?: number | undefined
  clock?: Clock
  /** Where the handlers in functions/ run; in this thread unless said otherwise. */
  host?: Host
}

export type LambdaRuntime = TimedLambda & {
  /** Imports every handler, so that a broken one is known before the first event. */
  load: () => Promise<void>
  /** Resolves once no function runs any more, those included that nobody waits for, or after `ms`. */
  quiet: (ms: number) => Promise<void>
  /** Ends what still runs elsewhere than in this thread. */
  close: () => Promise<void>
}

/** Begins the work, which is among those that run until it ends. */
const tracked = <Result>(running: Set<Promise<unknown>>, work: () => Promise<Result>): Promise<Result> => {
  const run = work()
  running.add(run)
  const forget = () => running.delete(run)
  run.then(forget, forget)
  return run
}

/** The same host with other handlers in the place of some, in this thread. */
const overriding = (host: Host, overrides: NonNullable<RuntimeOptions["overrides"]>, clock: Clock): Host => ({
  ...host,
  load: (names) => host.load(names.filter((name) => !overrides[name])),
  run: async (call, event) => {
    const handler = overrides[call.name]
    return handler ? answerOf(handler, event, contextOf(call, clock)) : host.run(call, event)
  },
})

/**
 * Runs the handlers that the manifest names. Each invocation gets its own copy of the event, a context, and its
 * function's timeout (TaskTimedOut). A handler is imported when it is first needed or by `load`, so the environment must
 * be set by then. Rejects with what the handler threw; with an AwsError where it was never called:
 * ResourceNotFoundException for an unknown function, TooManyRequestsException for one that is off.
 */
export const lambdaRuntime = (options: RuntimeOptions = {}): LambdaRuntime => {
  const { overrides = {}, off, patience = 1, clock = systemClock } = options
  const host = overriding(options.host ?? thisThread(clock), overrides, clock)
  const running = new Set<Promise<unknown>>()

  const timeoutOf: TimedLambda["timeoutOf"] = (name) => specOf(name).timeout * patience

  const invoke: TimedLambda["invoke"] = async (name, event) => {
    const seconds = timeoutOf(name)
    if (off?.has(name)) throw new AwsError("TooManyRequestsException", `Rate exceeded: ${name} is switched off`, 429)
    await tracked(running, () => host.load([name]))
    const call: Call = { name, requestId: randomUUID(), deadline: clock.now() + seconds * 1000 }
    const finished = new AbortController()
    const late = clock.pause(seconds * 1000, finished.signal).then((): string => {
      if (finished.signal.aborted) return ""
      throw new TaskTimedOut(call.requestId, seconds)
    })
    const run = tracked(running, async () => host.run(call, toText(event)))
    try {
      return JSON.parse(await Promise.race([run, late]))
    } finally {
      finished.abort("in time")
    }
  }

  const load = () => host.load([...functions.keys()].filter((name) => !off?.has(name)))

  const drained = async () => {
    while (running.size > 0) await Promise.allSettled(running)
  }

  const quiet = async (ms: number) => {
    const finished = new AbortController()
    const done = drained().then(() => finished.abort())
    await Promise.race([done, clock.pause(ms, finished.signal)])
  }

  return { invoke, timeoutOf, load, quiet, close: host.close }
}
