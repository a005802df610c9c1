import { z } from "zod"
import { log } from "#functions/lib/log"
import { queueHandler } from "#functions/lib/queue-handler"
import { decodePublished } from "#schemas/decode"
import type { Recorded } from "#schemas/recorded"

/** EventBridge's envelope, as a rule puts it on a queue. */
const Envelope = z.object({ detail: z.unknown() })

/** The Lambda handler of a consumer: each record of its queue is one published event. Partial batch failures. */
export const consumer = (handle: (event: Recorded) => Promise<void>) =>
  queueHandler(async ({ body }) => {
    const event = decodePublished(Envelope.parse(JSON.parse(body)).detail)
    await handle(event)
    const { type, ticketId, version, correlationId } = event
    log.info("consumed", { type, ticketId, version, correlationId })
  })
