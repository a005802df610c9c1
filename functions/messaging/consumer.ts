import * as z from "zod"
import { decodePublished } from "#core/engine/decode"
import { failure, log, traced, tracedFailure } from "#functions/lib/log"
import { measured, noteAge } from "#functions/lib/metrics"
import { queueHandler } from "#functions/messaging/queue-handler"
import type { Recorded } from "#schemas/recorded"
import { replayMarkOf } from "#schemas/replay"

/** EventBridge's envelope, as a rule puts it on a queue. */
const Envelope = z.object({ detail: z.unknown() })

type Consume = (event: Recorded) => Promise<void>

const decoded = (detail: unknown): Recorded => {
  try {
    return decodePublished(detail)
  } catch (error) {
    log.error("not consumed", tracedFailure(error))
    throw error
  }
}

const consume = async (handle: Consume, detail: unknown): Promise<void> => {
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

/** The Lambda handler of a consumer: each record of its queue is one published event. Partial batch failures. */
export const consumer = (handle: Consume) =>
  measured(queueHandler(({ body }) => consume(handle, Envelope.parse(JSON.parse(body)).detail)))
