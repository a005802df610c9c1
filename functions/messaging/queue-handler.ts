import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda"
import { failure, log } from "#functions/lib/log"

/** The run of a function, which Lambda ends when no time is left. */
export type Invocation = Pick<Context, "getRemainingTimeInMillis">

/**
 * Handles every record of a batch on its own. Those that fail are named in the answer and delivered again; the rest of
 * the batch is done. `handle` may ask for more than the record: the invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const queueHandler =
  <Run extends Invocation[]>(handle: (record: SQSRecord, ...run: Run) => Promise<void>) =>
  async ({ Records }: SQSEvent, ...run: Run): Promise<SQSBatchResponse> => {
    const failed = await Promise.all(
      Records.map(async (record) => {
        try {
          await handle(record, ...run)
          return []
        } catch (error) {
          log.error("not handled", { messageId: record.messageId, ...failure(error) })
          return [{ itemIdentifier: record.messageId }]
        }
      }),
    )
    return { batchItemFailures: failed.flat() }
  }
