import { marshall } from "@aws-sdk/util-dynamodb"
import type { DynamoDBRecord } from "aws-lambda"
import { z } from "zod"
import { encode } from "#core/commit"
import type { NewCommit } from "#core/event-store"

/** `@types/aws-lambda` and the SDK name the same JSON differently. */
const Image = z.record(z.string(), z.custom<NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>[string]>())

/** A record of the event table's stream, as Lambda passes it on. */
export const streamRecord = (
  sequenceNumber: string,
  item: Record<string, unknown>,
  eventName: "INSERT" | "MODIFY" | "REMOVE" = "INSERT",
): DynamoDBRecord => ({
  eventID: `event-${sequenceNumber}`,
  eventName,
  eventSource: "aws:dynamodb",
  dynamodb: {
    SequenceNumber: sequenceNumber,
    StreamViewType: "NEW_IMAGE",
    ...(eventName !== "REMOVE" && { NewImage: Image.parse(marshall(item, { removeUndefinedValues: true })) }),
  },
})

/** A commit as it lies in the event table. */
export const itemOf = (commit: NewCommit): Record<string, unknown> => {
  const { ticketId, version, ...rest } = encode(commit)
  return { pk: `TICKET#${ticketId}`, sk: version, ...rest }
}
