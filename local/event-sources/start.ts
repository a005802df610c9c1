import type { FunctionName } from "#functions/manifest"
import { resources } from "#functions/resources"
import type { FunctionSpec } from "#functions/spec"
import { type Clock, systemClock } from "#local/clock"
import { deploySource } from "#local/event-sources/deploy-source"
import { kinesisStream } from "#local/event-sources/kinesis-stream"
import { queueSource } from "#local/event-sources/queue-source"
import { scheduleSource } from "#local/event-sources/schedule-source"
import type { Lag, Nudges, QueueUrl, Source, SourceClients, SourceContext } from "#local/event-sources/source"
import { streamSource } from "#local/event-sources/stream-source"
import { streamArnOf, tableStream } from "#local/event-sources/table-stream"
import { failureLog } from "#local/failure-log"
import type { TimedLambda } from "#local/lambda/lambda"
import type { State } from "#local/state"
import { tables } from "#schemas/tables"

export type EventSourceOptions = {
  functions: ReadonlyMap<FunctionName, Pick<FunctionSpec, "on">>
  lambda: TimedLambda
  /** Holds the checkpoints. */
  state: State
  clients: SourceClients
  queueUrl: QueueUrl
  /** Functions whose sources stay closed, like a disabled event source mapping: nothing is lost meanwhile. */
  off?: ReadonlySet<FunctionName>
  clock?: Clock
  /** Lets streams be read when something was written; without it they are read all the time, ten times a second. */
  nudges?: Nudges
  /** Takes one line per failure; default console.error. */
  print?: (line: string) => void
}

export type EventSources = {
  /** Lets running batches finish and write their checkpoints, for up to 5 s; what takes longer is delivered again. */
  stop: () => Promise<void>
  /** What is to be done before anybody is let in was done once, or tried. */
  opened: Promise<unknown>
  /** One entry per function that reads a stream or a queue. */
  lag: () => Promise<Lag[]>
}

const graceMs = 5_000

type Named = { name: FunctionName; on: FunctionSpec["on"] }

/** The source of one function, or undefined where something else wakes it (HTTP, WebSocket, a state machine). */
const startSource = (context: SourceContext, { name, on }: Named): Source | undefined => {
  const { clients, nudges } = context
  switch (on.kind) {
    case "table": {
      const table = tables[on.table]
      const open = async () => tableStream(clients.streams, table, await streamArnOf(clients.streams, table.name))
      return streamSource(context, { name, read: on.read, open, news: nudges?.tables })
    }
    case "kinesis": {
      const open = async () => kinesisStream(clients.kinesis, resources[on.stream].name, name)
      return streamSource(context, { name, read: on.read, open, news: nudges?.kinesis })
    }
    case "bus":
      return queueSource(context, { name, batchSize: on.batchSize })
    case "schedule":
      return scheduleSource(context, name, on.localSeconds)
    case "deploy": {
      const { first, ...source } = deploySource(context, name)
      return on.opens ? { ...source, opened: first } : source
    }
    default:
      return undefined
  }
}

/**
 * Starts what wakes functions by itself: table streams, Kinesis, queues, schedules, the start itself. Each source is on
 * its own, so a failing function holds up no other. Nothing here throws: trouble is printed, one line each, and tried
 * again.
 */
export const startEventSources = (options: EventSourceOptions): EventSources => {
  const { functions, off, clock = systemClock, print = console.error, ...shared } = options
  let stopped = false
  // What fails after the stop is delivered again: nobody needs to hear of it.
  const failed = failureLog((line) => stopped || print(line), clock)
  const context: SourceContext = { ...shared, clock, failed }
  const sources = [...functions]
    .filter(([name]) => !off?.has(name))
    .flatMap(([name, { on }]) => startSource(context, { name, on }) ?? [])
  const stop = async () => {
    const finished = new AbortController()
    const quiet = Promise.all(sources.map((source) => source.stop())).finally(() => finished.abort())
    await Promise.race([quiet, clock.pause(graceMs, finished.signal)])
    stopped = true
  }
  return {
    stop,
    opened: Promise.all(sources.map(({ opened }) => opened)),
    lag: () => Promise.all(sources.flatMap(({ lag }) => (lag ? [lag()] : []))),
  }
}
