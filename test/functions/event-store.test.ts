import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import { describe, expect, test } from "vitest"
import type { NewCommit } from "#core/event-store"
import { fromStreamImage } from "#functions/lib/commit-item"
import { dynamoStore } from "#functions/lib/event-store"
import { agent } from "#test/support/actors"
import { localDynamodb } from "#test/support/local-dynamodb"
import { assigned, submitted } from "#test/support/recorded"

const local = localDynamodb()

const documents = (client: DynamoDBClient = local.client()) =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })

/** A client of its own, so that what a test adds to it stays there. */
const ownClient = () =>
  new DynamoDBClient({
    endpoint: local.url(),
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })

const open = async (client?: DynamoDBClient) => {
  const table = await local.table("events")
  return dynamoStore({ client: documents(client), name: () => table })
}

const commit: NewCommit = {
  ticketId: "TKT-1",
  expected: 0,
  facts: [submitted, assigned],
  commitId: "commit-1",
  at: "2026-01-02T03:04:05.000Z",
  actor: agent,
  correlationId: "corr-1",
}

test("a write whose answer was lost is not a conflict with itself", async () => {
  const client = ownClient()
  let attempts = 0
  client.middlewareStack.add(
    (next) => async (request) => {
      attempts++
      const answer = await next(request)
      if (attempts > 1) return answer
      throw Object.assign(new Error("socket hang up"), { name: "TimeoutError" })
    },
    { step: "finalizeRequest", priority: "low" },
  )
  const store = await open(client)
  expect(await store.append(commit)).toBe(2)
  expect(attempts).toBe(2)
  expect(await store.load("TKT-1")).toHaveLength(2)
})

describe("a damaged table", () => {
  const stored = async (...places: number[]) => {
    const table = await local.table("events")
    const { ticketId, facts, expected: _, ...metadata } = commit
    const events = facts.map((fact, index) => ({ id: `commit-1.${index}`, v: 1, ...fact }))
    for (const sk of places)
      await documents().send(
        new PutCommand({ TableName: table, Item: { pk: `TICKET#${ticketId}`, sk, ...metadata, events } }),
      )
    return dynamoStore({ client: documents(), name: () => table })
  }

  test("an overlap is refused when the ticket is loaded", async () => {
    const store = await stored(1, 2)
    await expect(store.load("TKT-1")).rejects.toThrow(/TKT-1 has version 2 where 3 belongs: .* damaged/)
  })
  test("a gap is refused when the ticket is loaded", async () => {
    const store = await stored(1, 4)
    await expect(store.load("TKT-1")).rejects.toThrow(/TKT-1 has version 4 where 3 belongs/)
  })
  test("a missing beginning is refused when the ticket is loaded", async () => {
    const store = await stored(3)
    await expect(store.load("TKT-1")).rejects.toThrow(/TKT-1 has version 3 where 1 belongs/)
  })
  test("a gap is refused when the rest of a ticket is loaded", async () => {
    const store = await stored(1, 4)
    await expect(store.load("TKT-1", 2)).rejects.toThrow(/TKT-1 has version 4 where 3 belongs/)
  })
})

describe("an item as the table's stream shows it", () => {
  const { ticketId, facts, expected: _, ...metadata } = commit
  const events = facts.map((fact, index) => ({ id: `commit-1.${index}`, v: 1, ...fact }))

  test("a commit is its events", () => {
    const image = marshall({ pk: `TICKET#${ticketId}`, sk: 7, ...metadata, events })
    expect(fromStreamImage(image)).toEqual([
      { ...metadata, ...submitted, ticketId, id: "commit-1.0", v: 1, version: 7 },
      { ...metadata, ...assigned, ticketId, id: "commit-1.1", v: 1, version: 8 },
    ])
  })
  test("anything else in the partition, such as a snapshot, has none", () => {
    expect(fromStreamImage(marshall({ pk: `TICKET#${ticketId}`, sk: 9e15, snapshot: { status: "open" } }))).toEqual([])
  })
  test("a commit whose data is not what it claims is refused", () => {
    const [first] = events
    const image = marshall({ pk: `TICKET#${ticketId}`, sk: 1, ...metadata, events: [{ ...first, data: {} }] })
    expect(() => fromStreamImage(image)).toThrow(/customer/)
  })
})
