import { SendMessageCommand } from "@aws-sdk/client-sqs"
import type { Issue } from "#core/invalid"
import { sqs } from "#functions/aws/sqs"
import { failure, log } from "#functions/lib/log"

/**
 * What no retry will make us process: why, where it lies, and as much of it as fits where it lies nowhere for long.
 * `correlationId` in `source` finds its lines in the logs; other parts of it may be about a person.
 */
export type Refusal = { reasons: readonly Issue[]; source: Record<string, string>; body?: string }

export type Refuse = (refusal: Refusal) => Promise<void>

/** SQS takes 256 KB; a record of Kinesis may be larger, and escaping can make six characters of one. */
const longestBody = 40_000

const cut = (body: string): string => (body.length > longestBody ? `${body.slice(0, longestBody)}…` : body)

/** SQS refuses two characters that JSON leaves as they are: U+FFFE and U+FFFF. */
const escaped = (json: string): string =>
  json.replace(/[\uFFFE\uFFFF]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`)

/** The text of the dead letter: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const deadLetter = ({ reasons, source, body }: Refusal): string =>
  escaped(JSON.stringify({ reasons, source, ...(body !== undefined && { body: cut(body) }) }))

/** Sends refusals to a queue. */
export const refusing =
  (queueUrl: () => string): Refuse =>
  async (refusal) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(), MessageBody: deadLetter(refusal) }))
  }

/** A refusal, and the place of its record in the batch. */
export type Refused = { place: number; refusal: Refusal }

/** Refuses what stands before `end`: what comes after it is delivered again. The first place that failed, or `end`. */
export const refuseBefore = async (end: number, refused: readonly Refused[], to: Refuse): Promise<number> => {
  for (const { place, refusal } of refused) {
    if (place >= end) return end
    const line = { sequenceNumber: refusal.source.sequenceNumber, correlationId: refusal.source.correlationId }
    try {
      await to(refusal)
      log.warn("refused", line)
    } catch (error) {
      log.error("not refused", { ...line, ...failure(error) })
      return place
    }
  }
  return end
}
