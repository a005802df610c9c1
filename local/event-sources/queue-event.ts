import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs"
import { arn, region } from "#local/region"

const attribute = ({ StringValue, BinaryValue, DataType }: MessageAttributeValue) => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: Buffer.from(BinaryValue).toString("base64") }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
})

/** A queue's messages in the event that Lambda makes of them. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const queueEvent = (queue: string, messages: readonly Message[]) => ({
  Records: messages.map((message) => ({
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attribute(value)]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: arn("sqs", queue),
    awsRegion: region,
  })),
})
