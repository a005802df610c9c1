import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import { z } from "zod"
import { failure, log } from "#functions/lib/log"
import { decodePublished } from "#schemas/decode"
import type { Recorded } from "#schemas/recorded"

/** EventBridge's envelope, as a rule puts it on a queue. */
const Envelope = z.object({ detail: z.unknown() })

const eventOf = ({ body }: SQSRecord): Recorded => decodePublished(Envelope.parse(JSON.parse(body)).detail)

const handled = async (record: SQSRecord, handle: (event: Recorded) => Promise<void>): Promise<void> => {
  const event = eventOf(record)
  await handle(event)
  const { type, ticketId, version, correlationId } = event
  log.info("consumed", { type, ticketId, version, correlationId })
}

/**
 * The Lambda handler of a consumer: each record of its queue is one published event. Those that fail are named in the
 * answer and delivered again; the rest of the batch is done.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const consumer =
  (handle: (event: Recorded) => Promise<void>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const results = await Promise.allSettled(Records.map((record) => handled(record, handle)))
    const failed = Records.filter((record, index) => {
      const result = results[index]
      if (result?.status !== "rejected") return false
      log.error("not consumed", { messageId: record.messageId, ...failure(result.reason) })
      return true
    })
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
  }
