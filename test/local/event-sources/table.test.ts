import { BatchWriteItemCommand, DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb"
import { expect, test } from "vitest"
import { dynamodb } from "#local/dynamodb/dynamodb"
import { provisionTables } from "#local/provision/tables"
import { tables } from "#schemas/tables"
import { eventSources, onTable, someWork } from "#test/support/event-sources"
import { eventually } from "#test/support/eventually"
import { localAws } from "#test/support/local-aws"
import { temporaryFolder } from "#test/support/temporary"

const TableName = tables.events.name

type TableEvent = { Records: { eventName: string; dynamodb: { Keys: { pk: { S: string }; sk: { N: string } } } }[] }
const keysOf = (event: unknown) =>
  (event as TableEvent).Records.map(({ dynamodb: { Keys } }) => [Keys.pk.S, Number(Keys.sk.N)] as const)
const namesOf = (event: unknown) => (event as TableEvent).Records.map(({ eventName }) => eventName)

const provisioned = async () => {
  const sdk = await localAws(await dynamodb(await temporaryFolder()))
  await provisionTables(sdk.dynamodb)
  return { sdk, ...(await eventSources(sdk)) }
}

test("a change arrives in Lambda's envelope, every attribute as DynamoDB JSON", async () => {
  const { sdk, start } = await provisioned()
  const events: unknown[] = []
  start({ "publish-events": { ...onTable("events"), handler: async (event) => void events.push(event) } })
  const bytes = Buffer.from("bytes")
  const Item = {
    pk: { S: "TICKET#1" },
    sk: { N: "1" },
    list: { L: [{ M: { binary: { B: bytes }, no: { NULL: true }, yes: { BOOL: true } } }] },
    sets: { M: { strings: { SS: ["a", "b"] }, bytes: { BS: [bytes] } } },
  }
  await sdk.dynamodb.send(new PutItemCommand({ TableName, Item }))
  await eventually(() => expect(events).toHaveLength(1))
  const binary = { B: bytes.toString("base64") }
  expect(events[0]).toEqual({
    Records: [
      {
        eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventName: "INSERT",
        eventVersion: "1.1",
        eventSource: "aws:dynamodb",
        awsRegion: "us-east-1",
        dynamodb: {
          ApproximateCreationDateTime: expect.closeTo(Date.now() / 1000, -2),
          Keys: { pk: { S: "TICKET#1" }, sk: { N: "1" } },
          NewImage: {
            pk: { S: "TICKET#1" },
            sk: { N: "1" },
            list: { L: [{ M: { binary, no: { NULL: true }, yes: { BOOL: true } } }] },
            sets: { M: { strings: { SS: ["a", "b"] }, bytes: { BS: [binary.B] } } },
          },
          SequenceNumber: expect.stringMatching(/^\d{21,40}$/),
          SizeBytes: expect.any(Number),
          StreamViewType: "NEW_IMAGE",
        },
        eventSourceARN: expect.stringMatching(
          /^arn:aws:dynamodb:us-east-1:000000000000:table\/ledgerdesk-events\/stream\/.+/,
        ),
      },
    ],
  })
})

test("changing and deleting arrive under their names", async () => {
  const { sdk, start } = await provisioned()
  const names: string[] = []
  start({ "publish-events": { ...onTable("events"), handler: async (event) => void names.push(...namesOf(event)) } })
  const Key = { pk: { S: "TICKET#1" }, sk: { N: "1" } }
  await sdk.dynamodb.send(new PutItemCommand({ TableName, Item: Key }))
  const UpdateExpression = "set a = :a"
  const ExpressionAttributeValues = { ":a": { S: "x" } }
  await sdk.dynamodb.send(new UpdateItemCommand({ TableName, Key, UpdateExpression, ExpressionAttributeValues }))
  await sdk.dynamodb.send(new DeleteItemCommand({ TableName, Key }))
  await eventually(() => expect(names).toEqual(["INSERT", "MODIFY", "REMOVE"]))
})

test("lanes keep the order of each partition, and two functions read the same stream each for itself", async () => {
  const { sdk, start } = await provisioned()
  const seen = { publisher: new Map<string, number[]>(), projector: new Map<string, number[]>() }
  const into = (order: Map<string, number[]>) => async (event: unknown) => {
    for (const [pk, sk] of keysOf(event)) {
      await someWork()
      order.set(pk, [...(order.get(pk) ?? []), sk])
    }
  }
  start({
    "publish-events": { ...onTable("events", { batchSize: 5, parallel: 4 }), handler: into(seen.publisher) },
    "project-views": { ...onTable("events", { batchSize: 50, parallel: 2 }), handler: into(seen.projector) },
  })
  const tickets = Array.from({ length: 12 }, (_, n) => `TICKET#${n}`)
  const versions = [1, 2, 3, 4, 5]
  for (const version of versions) {
    const puts = tickets.map((pk) => ({ PutRequest: { Item: { pk: { S: pk }, sk: { N: String(version) } } } }))
    await sdk.dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }))
  }
  const whole = Object.fromEntries(tickets.map((pk) => [pk, versions]))
  await eventually(() => expect(Object.fromEntries(seen.publisher)).toEqual(whole))
  await eventually(() => expect(Object.fromEntries(seen.projector)).toEqual(whole))
})

test("a restart goes on after the checkpoint", async () => {
  const { sdk, start } = await provisioned()
  const seen: number[] = []
  const handler = async (event: unknown) => void seen.push(...keysOf(event).map(([, sk]) => sk))
  const write = (sk: number) =>
    sdk.dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: "TICKET#1" }, sk: { N: String(sk) } } }))
  await write(1)
  const first = start({ "publish-events": { ...onTable("events"), handler } })
  await eventually(() => expect(seen).toEqual([1]))
  await first.stop()
  await write(2)
  start({ "publish-events": { ...onTable("events"), handler } })
  await eventually(() => expect(seen).toEqual([1, 2]))
})
