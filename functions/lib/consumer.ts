import * as z from "zod"
import { failure, log, traced, tracedFailure } from "#functions/lib/log"
import { measured, noteAge } from "#functions/lib/metrics"
import { type Invocation, queueHandler } from "#functions/lib/queue-handler"
import { decodePublished } from "#schemas/decode"
import type { Recorded } from "#schemas/recorded"
import { replayMarkOf } from "#schemas/replay"

/** EventBridge's envelope, as a rule puts it on a queue. */
const Envelope = z.object({ detail: z.unknown() })

type Consume<Run extends Invocation[]> = (event: Recorded, ...run: Run) => Promise<void>

const decoded = (detail: unknown): Recorded => {
  try {
    return decodePublished(detail)
  } catch (error) {
    log.error("not consumed", tracedFailure(error))
    throw error
  }
}

const consume = async (handle: Consume<[]>, detail: unknown): Promise<void> => {
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
 * The Lambda handler of a consumer: each record of its queue is one published event. Partial batch failures. `handle` is
 * given the invocation too where it asks for it.
 */
export const consumer = <Run extends Invocation[]>(handle: Consume<Run>) =>
  measured(
    queueHandler(({ body }, ...run: Run) =>
      consume((event) => handle(event, ...run), Envelope.parse(JSON.parse(body)).detail),
    ),
  )
