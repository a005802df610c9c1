import { createHash } from "node:crypto"
import { z } from "zod"
import { AwsError } from "#local/service"

const attributeValue = z.object({
  DataType: z.string().min(1),
  StringValue: z.string().optional(),
  /** Base64. */
  BinaryValue: z.string().optional(),
})

export const messageAttributes = z.record(z.string().min(1), attributeValue)
export type MessageAttributes = z.infer<typeof messageAttributes>
type AttributeValue = z.infer<typeof attributeValue>

/** A message as its sender gives it. */
export type Outgoing = { body: string; attributes?: MessageAttributes; delaySeconds?: number | undefined }

const md5 = (data: string | Buffer) => createHash("md5").update(data).digest("hex")

export const md5OfBody = (body: string) => md5(body)

const withLength = (data: string | Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(data))
  return Buffer.concat([length, Buffer.from(data)])
}

const value = ({ StringValue, BinaryValue }: AttributeValue) =>
  BinaryValue === undefined ? Buffer.from(StringValue ?? "") : Buffer.from(BinaryValue, "base64")

const encoded = ([name, attribute]: [string, AttributeValue]) =>
  Buffer.concat([
    withLength(name),
    withLength(attribute.DataType),
    Buffer.from([attribute.BinaryValue === undefined ? 1 : 2]),
    withLength(value(attribute)),
  ])

/**
 * The digest by which clients check a message's attributes; undefined where it has none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export const md5OfAttributes = (attributes: MessageAttributes): string | undefined => {
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.length > 0 ? md5(Buffer.concat(sorted.map(encoded))) : undefined
}

export const sizeOf = ({ body, attributes = {} }: Outgoing): number =>
  Object.entries(attributes).reduce(
    (size, [name, each]) => size + Buffer.byteLength(name) + Buffer.byteLength(each.DataType) + value(each).length,
    Buffer.byteLength(body),
  )

/** SQS takes what XML 1.0 takes. */
const notAllowed = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/** Throws what SQS answers to a message that it does not take; `most` is in bytes. */
export const checkMessage = (message: Outgoing, most: number) => {
  if (message.body === "") throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.")
  if (notAllowed.test(message.body))
    throw new AwsError("InvalidMessageContents", "The message has characters that XML 1.0 does not allow.")
  const tooLong = `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`
  if (sizeOf(message) > most) throw new AwsError("InvalidParameterValue", tooLong)
}
