import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import { failure, log } from "#functions/lib/log"

/**
 * Handles every record of a batch on its own. Those that fail are named in the answer and delivered again; the rest of
 * the batch is done: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const queueHandler =
  (handle: (record: SQSRecord) => Promise<void>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await Promise.all(
      Records.map(async (record) => {
        try {
          await handle(record)
          return []
        } catch (error) {
          log.error("not handled", { messageId: record.messageId, ...failure(error) })
          return [{ itemIdentifier: record.messageId }]
        }
      }),
    )
    return { batchItemFailures: failed.flat() }
  }
