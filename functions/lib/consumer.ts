import { z } from "zod"
import { failure, log, traced } from "#functions/lib/log"
import { measured, noteAge } from "#functions/lib/metrics"
import { queueHandler } from "#functions/lib/queue-handler"
import { decodePublished } from "#schemas/decode"
import type { Recorded } from "#schemas/recorded"

/** EventBridge's envelope, as a rule puts it on a queue. */
const Envelope = z.object({ detail: z.unknown() })

const consume = async (handle: (event: Recorded) => Promise<void>, event: Recorded) => {
  try {
    await handle(event)
  } catch (error) {
    log.error("not consumed", { ...traced(event), ...failure(error) })
    throw error
  }
  log.info("consumed", traced(event))
  noteAge("EventAge", event.at)
}

/** The Lambda handler of a consumer: each record of its queue is one published event. Partial batch failures. */
export const consumer = (handle: (event: Recorded) => Promise<void>) =>
  measured(queueHandler(({ body }) => consume(handle, decodePublished(Envelope.parse(JSON.parse(body)).detail))))
