import { PutItemCommand } from "@aws-sdk/client-dynamodb"
import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge"
import { marshall } from "@aws-sdk/util-dynamodb"
import type { DynamoDBStreamEvent } from "aws-lambda"
import { expect, test } from "vitest"
import { z } from "zod"
import { redriveUnpublished } from "#cli/operate/redrive-unpublished"
import { deadLetter } from "#functions/messaging/dead-letter"
import { type Bus, publishEvents } from "#functions/stream/publish-events"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { provisionTables } from "#local/provision/tables"
import { queues } from "#local/sqs/queues"
import { sqs } from "#local/sqs/sqs"
import { openState } from "#local/state"
import { tables } from "#schemas/tables"
import { agent } from "#test/support/actors"
import { localAws } from "#test/support/local-aws"
import { submitted } from "#test/support/recorded"
import { create, depth, send } from "#test/support/sqs"
import { itemOf, streamRecord, unreadableItemOf } from "#test/support/stream-record"
import { temporaryFolder } from "#test/support/temporary"

/** What is passed on to the publisher. */
const Records = z.custom<DynamoDBStreamEvent>((event) => typeof event === "object")

const commit = {
  ...{ id: "TKT-1", expected: 0, facts: [submitted], commitId: "c1", correlationId: "corr-1" },
  at: "2026-01-02T03:04:05.000Z",
  actor: agent,
}
const readable = itemOf(commit)
const unreadable = unreadableItemOf(commit)

/** A publisher that has refused a commit, and the queue with the letter about it. The event table is empty. */
const desk = async () => {
  const folder = await temporaryFolder()
  const aws = await localAws(await dynamodb(folder), sqs(queues(openState(folder))))
  await provisionTables(aws.dynamodb)
  const url = await create(aws.sqs, "letters")
  const taken: PutEventsRequestEntry[] = []
  const bus: Bus = {
    name: () => "bus",
    pause: async () => undefined,
    put: async (entries) => {
      taken.push(...entries)
      return { Entries: entries.map(() => ({ EventId: "1" })) }
    },
  }
  const publish = publishEvents(bus, async (refusal) => void (await send(aws.sqs, url, deadLetter(refusal))))
  await publish({ Records: [streamRecord("100", unreadable)] })
  const store = (item: Record<string, unknown>) =>
    aws.dynamodb.send(
      new PutItemCommand({ TableName: tables.events.name, Item: marshall(item, { removeUndefinedValues: true }) }),
    )
  const invoke = (_: string, event: unknown) => publish(Records.parse(event))
  return { taken, store, redrive: () => redriveUnpublished({ ...aws, url, invoke }), depth: () => depth(aws.sqs, url) }
}

test("a commit that can be read by now is published, and its letter is gone", async () => {
  const { taken, store, redrive, depth } = await desk()
  await store(readable)
  expect(await redrive()).toEqual({ redriven: 1, left: 0, reasons: [] })
  expect(taken).toMatchObject([{ DetailType: "TicketSubmitted", Resources: ["TKT-1"] }])
  expect(await depth()).toEqual([0, 0, 0])
})

test("a commit that still cannot be read keeps its letter, and the answer says why", async () => {
  const { taken, store, redrive, depth } = await desk()
  await store(unreadable)
  const reasons = ["TKT-1 version 1 cannot be read: Unknown event type Eaten"]
  expect(await redrive()).toEqual({ redriven: 0, left: 1, reasons })
  expect(taken).toEqual([])
  expect(await depth()).toEqual([1, 0, 0])
})

test("a commit that the event table does not have keeps its letter", async () => {
  const { redrive, depth } = await desk()
  expect(await redrive()).toMatchObject({
    left: 1,
    reasons: [expect.stringMatching(/TICKET#TKT-1 version 1 is not in/)],
  })
  expect(await depth()).toEqual([1, 0, 0])
})
