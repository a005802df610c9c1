import type { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { expect, onTestFinished, test } from "vitest"
import { z } from "zod"
import type { EventStore } from "#core/event-store"
import { snapshotDue } from "#core/snapshot"
import { snapshotTickets } from "#functions/consumers/snapshot-tickets"
import { dynamoStore } from "#functions/lib/event-store"
import { snapshotPlace } from "#functions/lib/snapshot-item"
import { clients } from "#local/clients"
import type { Recorded } from "#schemas/recorded"
import { beginning, note } from "#test/contract/beginning"
import { localDynamodb } from "#test/support/local-dynamodb"
import { published } from "#test/support/queued"
import { recorded, submitted } from "#test/support/recorded"

const local = localDynamodb()

const Metered = z.looseObject({ ConsumedCapacity: z.looseObject({ CapacityUnits: z.number() }) })

/** Asks for the capacity of every query and keeps what it was. In read units: 4 KB each, strongly consistent. */
const metered = (client: DynamoDBClient) => {
  const units: number[] = []
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName !== "QueryCommand") return next(request)
        const answer = await next({ ...request, input: { ...request.input, ReturnConsumedCapacity: "TOTAL" } })
        units.push(Metered.parse(answer.output).ConsumedCapacity.CapacityUnits)
        return answer
      },
    { step: "initialize" },
  )
  return { units, spent: () => units.splice(0).reduce((sum, each) => sum + each, 0) }
}

const open = async () => {
  const sdk = clients(local.url())
  onTestFinished(() => sdk.destroy())
  const { units, spent } = metered(sdk.dynamodb)
  const documents = DynamoDBDocumentClient.from(sdk.dynamodb, { marshallOptions: { removeUndefinedValues: true } })
  const table = await local.table("events")
  const store = dynamoStore({ client: documents, name: () => table })
  const key = (ticketId: string) => ({ TableName: table, Key: { pk: `TICKET#${ticketId}`, sk: snapshotPlace } })
  const snapshotOf = async (ticketId: string) => (await documents.send(new GetCommand(key(ticketId)))).Item
  return { ...(await beginning(async () => store)()), units, spent, documents, table, key, snapshotOf }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Commits of one event up to a version; an item has about 600 bytes. */
const growing = async ({ store, commit }: Opened, to: number, each: (version: number) => Promise<void>) => {
  await store.append(commit(0, [submitted]))
  for (let version = 2; version <= to; version++) {
    await store.append(commit(version - 1, [note("x".repeat(300))]))
    await each(version)
  }
}

const grown = async (to: number): Promise<Opened> => {
  const opened = await open()
  await growing(opened, to, async () => undefined)
  return opened
}

test("from the first snapshot on, a load for a decision takes at most 3 read units, at any length", async () => {
  const opened = await open()
  const { store, ticketId, spent, units } = opened
  const costs = new Map<number, number>()
  await growing(opened, 1_000, async (version) => {
    if (snapshotDue(version)) await store.snapshot(ticketId)
    if (version < 20 || (version > 130 && version < 970)) return
    spent()
    expect((await store.current(ticketId)).version).toBe(version)
    expect(units).toHaveLength(1)
    costs.set(version, spent())
  })
  expect([...costs].filter(([, cost]) => !(cost <= 3))).toEqual([])
  expect(costs.size).toBe(142)
})

test("a sender's key is known from the snapshot, with its own request and with another", async () => {
  const { store, ticketId, commit } = await grown(21)
  await store.append(commit(21, [note("once")], { commitId: "key-1~request-a" }))
  await store.snapshot(ticketId)
  await store.append(commit(22, [note("later")], { commitId: "key-2~request-a" }))
  const { answered, usedKey } = await store.current(ticketId)
  expect([answered("key-1~request-a"), answered("key-1~other-b"), answered("key-2~request-a")]).toEqual([
    22,
    undefined,
    23,
  ])
  expect(["key-1~", "key-2~", "key-3~"].map(usedKey)).toEqual([true, true, false])
})

test("the whole history takes what its size takes, with a snapshot beside it", async () => {
  const { store, ticketId, spent } = await grown(100)
  await store.snapshot(ticketId)
  spent()
  expect(await store.load(ticketId)).toHaveLength(100)
  expect(spent()).toBeGreaterThan(10)
})

test("a snapshot that is late costs one query more, and nothing else", async () => {
  const opened = await grown(30)
  const { store, ticketId, commit, units, spent } = opened
  await store.snapshot(ticketId)
  for (let version = 30; version < 60; version++) await store.append(commit(version, [note("late")]))
  spent()
  expect((await store.current(ticketId)).version).toBe(60)
  expect(units).toHaveLength(2)
  expect(spent()).toBeLessThanOrEqual(6)
})

test("a snapshot of another fold is ignored, and replaced by the next one", async () => {
  const { store, ticketId, documents, key, snapshotOf } = await grown(25)
  await store.snapshot(ticketId)
  const before = await store.current(ticketId)
  const change = { UpdateExpression: "set #fold = :fold", ExpressionAttributeNames: { "#fold": "fold" } }
  await documents.send(
    new UpdateCommand({ ...key(ticketId), ...change, ExpressionAttributeValues: { ":fold": "another" } }),
  )
  expect((await store.current(ticketId)).ticket).toEqual(before.ticket)
  await store.snapshot(ticketId)
  expect((await snapshotOf(ticketId))?.fold).not.toBe("another")
})

test("a damaged snapshot is ignored", async () => {
  const { store, ticketId, documents, table, snapshotOf } = await grown(25)
  await store.snapshot(ticketId)
  const before = await store.current(ticketId)
  const damaged = { ...(await snapshotOf(ticketId)), snapshot: new Uint8Array([1, 2, 3]) }
  await documents.send(new PutCommand({ TableName: table, Item: damaged }))
  const { ticket, version } = await store.current(ticketId)
  expect({ ticket, version }).toEqual({ ticket: before.ticket, version: 25 })
})

test("an older snapshot never replaces a newer one", async () => {
  const { store, ticketId, documents, table, commit, snapshotOf } = await grown(25)
  await store.snapshot(ticketId)
  await store.append(commit(25, [note("later")]))
  const newer = { ...(await snapshotOf(ticketId)), version: 99 }
  await documents.send(new PutCommand({ TableName: table, Item: newer }))
  await store.snapshot(ticketId)
  expect(await snapshotOf(ticketId)).toEqual(newer)
})

const taken = async (events: readonly Recorded[]) => {
  const tickets: string[] = []
  const snapshot: EventStore["snapshot"] = async (ticketId) => {
    tickets.push(ticketId)
  }
  const answer = await snapshotTickets({ snapshot })({ Records: events.map((event) => published(event)) })
  expect(answer).toEqual({ batchItemFailures: [] })
  return tickets
}

test("every tenth event from the twentieth on has a snapshot written", async () => {
  const life = recorded([submitted, ...Array.from({ length: 44 }, () => note("n"))])
  expect(await taken(life.slice(0, 19))).toEqual([])
  expect(await taken(life)).toEqual(["TKT-1", "TKT-1", "TKT-1"])
})
