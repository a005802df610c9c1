import { randomUUID } from "node:crypto"
import type { SQSRecord } from "aws-lambda"
import type { Invocation } from "#functions/messaging/queue-handler"
import { type Recorded, published as toJson } from "#schemas/recorded"

/** The run of a function that has so many milliseconds left. */
export const invocation = (left = 30_000): Invocation => ({ getRemainingTimeInMillis: () => left })

/** A record of a queue, as Lambda passes it on. */
export const queued = (body: unknown, messageId: string = randomUUID()): SQSRecord => ({
  messageId,
  receiptHandle: "receipt",
  body: typeof body === "string" ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: String(Date.UTC(2026, 0, 2, 3, 4, 6)),
    SenderId: "events",
    ApproximateFirstReceiveTimestamp: String(Date.UTC(2026, 0, 2, 3, 4, 6)),
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:us-east-1:000000000000:queue",
  awsRegion: "us-east-1",
})

/** A published event, as EventBridge puts it on a consumer's queue. */
export const published = (event: Recorded, messageId?: string): SQSRecord =>
  queued(
    { source: "ledgerdesk", "detail-type": event.type, resources: [event.stream.id], detail: toJson(event) },
    messageId,
  )
