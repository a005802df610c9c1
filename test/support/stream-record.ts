import { marshall } from "@aws-sdk/util-dynamodb"
import type { DynamoDBRecord } from "aws-lambda"
import { z } from "zod"
import { encode } from "#core/engine/commit"
import type { NewCommit } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { toItem } from "#functions/store/commit-item"
import { itemJson } from "#local/event-sources/attribute-json"

/** `@types/aws-lambda` and the SDK name the same JSON differently. */
const Image = z.record(z.string(), z.custom<NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>[string]>())

const image = (item: Record<string, unknown>) => Image.parse(itemJson(marshall(item, { removeUndefinedValues: true })))

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
    ...("pk" in item && { Keys: image({ pk: item.pk, sk: item.sk }) }),
    ...(eventName !== "REMOVE" && { NewImage: image(item) }),
  },
})

/** A commit as it lies in the event table. */
export const itemOf = (commit: NewCommit): Record<string, unknown> => toItem(encode(ticket, commit))

/** The same, of a type that nobody knows. */
export const unreadableItemOf = (commit: NewCommit): Record<string, unknown> =>
  toItem({ ...encode(ticket, commit), events: [{ id: "x", type: "Eaten", v: 1, data: {} }] })
