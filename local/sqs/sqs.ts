import { jsonService, type Service } from "#local/service"
import { deadLetterOperations } from "#local/sqs/dead-letter-operations"
import { messageOperations } from "#local/sqs/message-operations"
import { queueOperations } from "#local/sqs/queue-operations"
import type { Queues } from "#local/sqs/queues"

/**
 * Amazon SQS: standard queues with delays, visibility timeouts, long polling, dead-letter queues and their redrive.
 * FIFO queues are refused.
 */
export const sqs = (queues: Queues): Service<"sqs"> => {
  const operations = { ...queueOperations(queues), ...messageOperations(queues), ...deadLetterOperations(queues) }
  return { ...jsonService("sqs", operations), close: async () => queues.close() }
}
