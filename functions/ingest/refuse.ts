import { SendMessageCommand } from "@aws-sdk/client-sqs"
import type { Issue } from "#core/invalid"
import { env } from "#functions/lib/env"
import { sqs } from "#functions/lib/sqs"

/** A message that we could not read: why, where it came from, and as much of it as fits. */
export type Refusal = { reasons: readonly Issue[]; source: Record<string, string>; body: string }

export type Refuse = (refusal: Refusal) => Promise<void>

/** SQS takes 256 KB; a record of Kinesis may be larger, and escaping can make six characters of one. */
const longestBody = 40_000

const cut = (body: string): string => (body.length > longestBody ? `${body.slice(0, longestBody)}…` : body)

/** SQS refuses two characters that JSON leaves as they are: U+FFFE and U+FFFF. */
const escaped = (json: string): string =>
  json.replace(/[\uFFFE\uFFFF]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`)

/** The text of the dead letter: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const deadLetter = ({ reasons, source, body }: Refusal): string =>
  escaped(JSON.stringify({ reasons, source, body: cut(body) }))

/** Sends it to the intake's dead-letter queue. */
export const refuse: Refuse = async (refusal) => {
  await sqs.send(new SendMessageCommand({ QueueUrl: env("INTAKE_DLQ_URL"), MessageBody: deadLetter(refusal) }))
}
