import { type DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb"
import type { SQSClient } from "@aws-sdk/client-sqs"
import { z } from "zod"
import { env } from "#functions/lib/env"
import type { FunctionName } from "#functions/manifest"
import { commitImage, fromAnyItem } from "#functions/store/commit-item"
import { itemJson } from "#local/event-sources/attribute-json"
import { failedItems } from "#local/event-sources/batch-answer"
import { type Redriven, redriveEach } from "#local/event-sources/dead-letters"

const publisher: FunctionName = "publish-events"

/** As functions/stream/publish-events.ts writes it: where the commit lies in the event table. */
const Letter = z.object({ source: z.object({ sequenceNumber: z.string(), pk: z.string(), sk: z.string() }) })

type Place = z.infer<typeof Letter>["source"]

export type Unpublished = {
  sqs: SQSClient
  dynamodb: DynamoDBClient
  /** The dead-letter queue's URL. */
  url: string
  /** Rejects where the function fails. */
  invoke: (name: FunctionName, event: unknown) => Promise<unknown>
}

/** The record that the table's stream had, made again from the item. Throws Unreadable while it still cannot be read. */
const recordAt = async (dynamodb: DynamoDBClient, { pk, sk, sequenceNumber }: Place) => {
  const Keys = { pk: { S: pk }, sk: { N: sk } }
  const asked = new GetItemCommand({ TableName: env("EVENTS_TABLE"), Key: Keys, ConsistentRead: true })
  const { Item } = await dynamodb.send(asked)
  if (!Item) throw new Error(`${pk} version ${sk} is not in the event table`)
  const NewImage = itemJson(Item)
  fromAnyItem(commitImage(NewImage)?.item)
  const dynamodbPart = { Keys, NewImage, SequenceNumber: sequenceNumber, StreamViewType: "NEW_IMAGE" }
  return { eventName: "INSERT", eventSource: "aws:dynamodb", dynamodb: dynamodbPart }
}

/**
 * Gives the publisher the commits that it could not read, from the event table, which keeps them for good. What this
 * code cannot read either stays with the reason. A desk that runs older code than this refuses it anew.
 */
export const redriveUnpublished = ({ sqs, dynamodb, url, invoke }: Unpublished): Promise<Redriven> =>
  redriveEach({ sqs, url }, async ({ Body = "" }) => {
    const place = Letter.parse(JSON.parse(Body)).source
    const answer = await invoke(publisher, { Records: [await recordAt(dynamodb, place)] })
    if (failedItems(answer, [place.sequenceNumber]).size > 0)
      throw new Error(`${publisher} failed again: mend it first, then redrive`)
  })
