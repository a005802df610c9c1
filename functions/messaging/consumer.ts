import * as z from "zod"
import { decodePublished } from "#core/engine/decode"
import { aggregateOf } from "#core/registry"
import { failure, log, traced, tracedFailure } from "#functions/lib/log"
import { measured, noteAge } from "#functions/lib/metrics"
import { type FunctionName, functions, type manifest } from "#functions/manifest"
import { type Invocation, queueHandler } from "#functions/messaging/queue-handler"
import { PublishedEvent, type Recorded } from "#schemas/recorded"
import { replayMarkOf } from "#schemas/replay"
import type { EventType, TicketEvent } from "#schemas/ticket/events"

type Map = typeof manifest

/** The functions that consume published events, by the map. */
export type ConsumerName = {
  [N in FunctionName]: Map[N] extends { events: readonly EventType[] } ? N : never
}[FunctionName]

/** An event of those that the map has a consumer woken by. */
export type EventFor<N extends ConsumerName> = TicketEvent<Map[N]["events"][number]>

/** EventBridge's envelope, as a rule puts it on a queue. */
const Envelope = z.object({ detail: z.unknown() })

const decoded = (detail: unknown): Recorded => {
  try {
    const event = PublishedEvent.parse(detail)
    return decodePublished(aggregateOf(event.stream), event)
  } catch (error) {
    log.error("not consumed", tracedFailure(error))
    throw error
  }
}

const isFor = <N extends ConsumerName>(name: N, event: Recorded): event is Recorded & EventFor<N> => {
  const { events = [] } = functions.get(name) ?? {}
  return events.some((type) => type === event.type)
}

/** The invocation is for those who need to know how long they may still run. */
type Consume<N extends ConsumerName, Run extends Invocation[]> = (event: EventFor<N>, ...run: Run) => Promise<void>

const consume = async (handle: (event: Recorded) => void | Promise<void>, detail: unknown): Promise<void> => {
  const event = decoded(detail)
  const replay = replayMarkOf(detail)
  const line = { ...traced(event), ...(replay && { replay: replay.id }) }
  try {
    await handle(event)
  } catch (error) {
    log.error("not consumed", { ...line, ...failure(error) })
    throw error
  }
  log.info("consumed", line)
  // A replayed event is old on purpose.
  if (!replay) noteAge("EventAge", event.at)
}

/**
 * The Lambda handler of a consumer of the map: each record of its queue is one published event of those that its line
 * names. What the rule should have kept away is refused: with nobody to handle it, it must not count as done. Partial
 * batch failures.
 */
export const consumer = <N extends ConsumerName, Run extends Invocation[]>(name: N, handle: Consume<N, Run>) =>
  measured(
    queueHandler(({ body }, ...run: Run) => {
      const { detail } = Envelope.parse(JSON.parse(body))
      return consume((event) => {
        if (isFor(name, event)) return handle(event, ...run)
        throw new Error(`${name} does not consume ${event.type}: see its line in functions/manifest.ts`)
      }, detail)
    }),
  )
