import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import * as z from "zod"
import type { Desk } from "#core/engine/execute"
import { readTicket } from "#functions/ingest/read-message"
import { refuse } from "#functions/ingest/refuse"
import { submitMessage } from "#functions/ingest/submit-message"
import { log } from "#functions/lib/log"
import type { Refuse } from "#functions/messaging/dead-letter"
import { queueHandler } from "#functions/messaging/queue-handler"
import { desk } from "#functions/store/desk"

/** EventBridge's envelope. The rule lets only detail-type TicketSubmitted through, so all of it is meant to be a ticket. */
const Envelope = z.object({ id: z.string(), source: z.string(), detail: z.unknown() })

/**
 * `integration.*` on the bus → submit-ticket. A malformed ticket goes to the dead-letter queue with the reasons.
 * Rejects where we failed ourselves, so that the queue delivers again.
 */
const accept =
  (on: Desk, to: Refuse) =>
  async ({ body, attributes }: SQSRecord) => {
    const { id, source, detail } = Envelope.parse(JSON.parse(body))
    const read = readTicket(detail, Number(attributes.SentTimestamp))
    if (read.kind === "ticket")
      await submitMessage(on, read.message, { channel: "eventbridge", sender: source, record: id })
    if (read.kind === "malformed")
      await to({
        reasons: read.reasons,
        source: { source, eventId: id, correlationId: id },
        body: JSON.stringify(detail),
      })
    log.info("accepted", { correlationId: id, kind: read.kind })
  }

export const acceptEvents = (on: Desk, to: Refuse): ((event: SQSEvent) => Promise<SQSBatchResponse>) =>
  queueHandler(accept(on, to))

export const handler = acceptEvents(desk, refuse)
