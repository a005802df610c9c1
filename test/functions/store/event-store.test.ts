import { deflateRawSync } from "node:zlib"
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb"
import { marshall } from "@aws-sdk/util-dynamodb"
import { describe, expect, test } from "vitest"
import { encode } from "#core/engine/commit"
import type { NewCommit } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { commitImage, fromAnyItem, fromItem, toItem } from "#functions/store/commit-item"
import { dynamoStore } from "#functions/store/event-store"
import { itemJson } from "#local/event-sources/attribute-json"
import { agent } from "#test/support/actors"
import { localDynamodb } from "#test/support/local-dynamodb"
import { assigned, submitted } from "#test/support/recorded"

const local = localDynamodb()

/** A client of its own, so that what a test adds to it stays there. */
const ownClient = () =>
  new DynamoDBClient({
    endpoint: local.url(),
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })

const open = async (client: DynamoDBClient) => {
  const table = await local.table("events")
  return dynamoStore({ client, name: () => table })
}

const commit: NewCommit = {
  id: "TKT-1",
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
  expect(await store.append(ticket, commit)).toBe(2)
  expect(attempts).toBe(2)
  expect(await store.load(ticket, "TKT-1")).toHaveLength(2)
})

describe("a damaged table", () => {
  const stored = async (...places: number[]) => {
    const table = await local.table("events")
    const client = local.client()
    for (const place of places)
      await client.send(
        new PutItemCommand({ TableName: table, Item: marshall(toItem(encode(ticket, commit, place - 1))) }),
      )
    return dynamoStore({ client, name: () => table })
  }

  test("an overlap is refused when the ticket is loaded", async () => {
    const store = await stored(1, 2)
    await expect(store.load(ticket, "TKT-1")).rejects.toThrow(/TKT-1 has version 2 where 3 belongs: .* damaged/)
  })
  test("a gap is refused when the ticket is loaded", async () => {
    const store = await stored(1, 4)
    await expect(store.load(ticket, "TKT-1")).rejects.toThrow(/TKT-1 has version 4 where 3 belongs/)
  })
  test("a missing beginning is refused when the ticket is loaded", async () => {
    const store = await stored(3)
    await expect(store.load(ticket, "TKT-1")).rejects.toThrow(/TKT-1 has version 3 where 1 belongs/)
  })
  test("a gap is refused when the rest of a ticket is loaded", async () => {
    const store = await stored(1, 4)
    await expect(store.load(ticket, "TKT-1", 2)).rejects.toThrow(/TKT-1 has version 4 where 3 belongs/)
  })
})

describe("an item as the table's stream shows it", () => {
  const { facts: _facts, expected: _expected, id, ...rest } = commit
  const metadata = { ...rest, stream: { category: "ticket", id } }
  const stored = encode(ticket, commit, 6)
  const image = (item: Record<string, unknown>) => itemJson(marshall(item))
  const eventsIn = (newImage: unknown) => fromAnyItem(commitImage(newImage)?.item)

  test("a commit is its events", () =>
    expect(eventsIn(image(toItem(stored)))).toEqual([
      { ...metadata, ...submitted, id: "commit-1.0", v: 1, version: 7 },
      { ...metadata, ...assigned, id: "commit-1.1", v: 1, version: 8 },
    ]))
  test("anything else in the partition, such as a snapshot, has none", () =>
    expect(commitImage(image({ pk: "TICKET#TKT-1", sk: 9e15, snapshot: new Uint8Array([1]) }))).toBeUndefined())
  test("a commit whose data is not what it claims is refused", () => {
    const [event] = stored.events
    const other = { ...stored, events: [{ id: "x", v: 1, type: "TicketSubmitted", ...event, data: {} }] }
    expect(() => eventsIn(image(toItem(other)))).toThrow(/TKT-1 version 7 cannot be read: .*customer/s)
  })
  test.each([
    ["damaged", new Uint8Array([1, 2, 3])],
    ["no bytes", { at: "2026" }],
    ["no commit", deflateRawSync("7")],
    ["no JSON", deflateRawSync("{")],
    ["larger than any", deflateRawSync(JSON.stringify("x".repeat(2 * 1024 * 1024)))],
  ])("bytes that are %s are refused by their place", (_, bytes) =>
    expect(() => fromItem(ticket, { pk: "TICKET#TKT-1", sk: 7, commit: bytes })).toThrow(
      /^TKT-1 version 7 cannot be read: /,
    ),
  )
})
