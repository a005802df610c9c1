import { z } from "zod"
import { AwsError } from "#local/service"

/** In bytes; also of a batch as a whole. */
export const largestMessage = 1_048_576

const whole = (from: number, to: number) =>
  z.string().refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
    error: `must be a whole number from ${from} to ${to}`,
  })

/** What a caller may set, with SQS's ranges. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const settable = z.strictObject({
  VisibilityTimeout: whole(0, 43_200).optional(),
  DelaySeconds: whole(0, 900).optional(),
  MaximumMessageSize: whole(1024, largestMessage).optional(),
  MessageRetentionPeriod: whole(60, 1_209_600).optional(),
  ReceiveMessageWaitTimeSeconds: whole(0, 20).optional(),
  RedrivePolicy: z.string().optional(),
  RedriveAllowPolicy: z.string().optional(),
  Policy: z.string().optional(),
  SqsManagedSseEnabled: z.string().optional(),
})

export type QueueAttributes = Record<string, string>

export const defaults: QueueAttributes = {
  VisibilityTimeout: "30",
  DelaySeconds: "0",
  MaximumMessageSize: String(largestMessage),
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
}

/** Throws InvalidAttributeValue that names the attribute. */
export const checkAttributes = (attributes: QueueAttributes): QueueAttributes => {
  const { success, error } = settable.safeParse(attributes)
  if (success) return attributes
  throw new AwsError("InvalidAttributeValue", z.prettifyError(error))
}

const redrive = z.object({
  deadLetterTargetArn: z.string().regex(/^arn:aws:sqs:[^:]+:\d{12}:[\w-]+$/),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
})

/** Where messages go that were received `maxReceiveCount` times, or undefined where they stay. */
export const redrivePolicy = ({ RedrivePolicy = "" }: QueueAttributes): z.infer<typeof redrive> | undefined => {
  if (RedrivePolicy === "") return undefined
  try {
    return redrive.parse(JSON.parse(RedrivePolicy))
  } catch {
    throw new AwsError("InvalidParameterValue", `Value ${RedrivePolicy} for parameter RedrivePolicy is invalid`)
  }
}
