import { type Fields, field } from "#local/query-service"
import { AwsError } from "#local/service"
import { topicArn } from "#local/sns/topics"
import type { MessageAttributes } from "#local/sqs/message"

/** A message as its publisher gives it. */
export type Published = { subject: string | undefined; message: string; attributes: MessageAttributes }

/** In bytes. */
const largest = 256 * 1024

/** `<prefix>.1`, `<prefix>.2` … as far as they go: the query protocol spreads lists over fields. */
export const members = (fields: Fields, prefix: string): string[] => {
  const has = (member: string) => [...fields.keys()].some((key) => key.startsWith(`${member}.`))
  const found: string[] = []
  for (let member = `${prefix}.1`; has(member); member = `${prefix}.${found.length + 1}`) found.push(member)
  return found
}

const optional = (fields: Fields, name: string, key: "StringValue" | "BinaryValue") => {
  const value = fields.get(`${name}.Value.${key}`)
  return value === undefined ? {} : { [key]: value }
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const checkLimits = (message: string, subject: string | undefined) => {
  const tooLong = `Invalid parameter: Message too long: it has more than ${largest} bytes`
  if (Buffer.byteLength(message) > largest) throw new AwsError("InvalidParameter", tooLong)
  const strange = "Invalid parameter: Subject must be 1 to 100 printable ASCII characters"
  if (subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(subject)) throw new AwsError("InvalidParameter", strange)
}

/** The message that the fields of a Publish call hold. One that says something else to each protocol is refused. */
export const publishedIn = (fields: Fields): Published => {
  const structure = "Invalid parameter: the local SNS takes no MessageStructure: send one message for all"
  if (fields.has("MessageStructure")) throw new AwsError("InvalidParameter", structure)
  const message = field(fields, "Message")
  const subject = fields.get("Subject")
  checkLimits(message, subject)
  const entries = members(fields, "MessageAttributes.entry").map((entry) => [
    field(fields, `${entry}.Name`),
    {
      DataType: field(fields, `${entry}.Value.DataType`),
      ...optional(fields, entry, "StringValue"),
      ...optional(fields, entry, "BinaryValue"),
    },
  ])
  const attributes: MessageAttributes = Object.fromEntries(entries)
  return { subject, message, attributes }
}

const plain = ({ StringValue, BinaryValue }: MessageAttributes[string]) => StringValue ?? BinaryValue ?? ""

/** The attributes' values by name. */
export const plainAttributes = (attributes: MessageAttributes): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plain(value)]))

/** SNS's envelope for queues. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export const envelope = (topic: string, { subject, message, attributes }: Published, id: string): string => {
  const typed = Object.entries(attributes).map(([name, value]) => [name, { Type: value.DataType, Value: plain(value) }])
  return JSON.stringify({
    Type: "Notification",
    MessageId: id,
    TopicArn: topicArn(topic),
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date().toISOString(),
    ...(typed.length > 0 && { MessageAttributes: Object.fromEntries(typed) }),
  })
}
