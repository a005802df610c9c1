import { randomUUID } from "node:crypto"
import type { AttributeValue, DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { expect, onTestFinished, test } from "vitest"
import { z } from "zod"
import { itemSize } from "#cli/costs/item-size"
import type { EventStore } from "#core/engine/event-store"
import { snapshotDue } from "#core/engine/snapshot"
import { ticket } from "#core/ticket/ticket"
import { snapshotTickets } from "#functions/consumers/snapshot-tickets"
import { dynamoStore } from "#functions/store/event-store"
import { snapshotPlace } from "#functions/store/snapshot-item"
import { clients } from "#local/clients"
import type { Recorded } from "#schemas/recorded"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { beginning } from "#test/contract/beginning"
import { ofTickets } from "#test/contract/subject"
import { localDynamodb } from "#test/support/local-dynamodb"
import { published } from "#test/support/queued"
import { recorded, submitted } from "#test/support/recorded"
import { contextOf, factsAfter } from "../../../bench/workload.ts"

const local = localDynamodb()
const note = ofTickets.saying

const Found = z.object({ Items: z.array(z.record(z.string(), z.custom<AttributeValue>())) })

/**
 * What every query costs, by DynamoDB's rule: 4 KB a read unit, of all that it reads, strongly consistent.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
const metered = (client: DynamoDBClient) => {
  const units: number[] = []
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName !== "QueryCommand") return next(request)
        const answer = await next(request)
        const bytes = Found.parse(answer.output).Items.reduce((sum, item) => sum + itemSize(item), 0)
        units.push(Math.max(1, Math.ceil(bytes / 4096)))
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
  const store = dynamoStore({ client: sdk.dynamodb, name: () => table })
  const key = (ticketId: string) => ({ TableName: table, Key: { pk: `TICKET#${ticketId}`, sk: snapshotPlace } })
  const snapshotOf = async (id: string) => (await documents.send(new GetCommand(key(id)))).Item
  return { ...(await beginning(async () => store, ofTickets)()), units, spent, documents, table, key, snapshotOf }
}

type Opened = Awaited<ReturnType<typeof open>>

/** Commits of one event up to a version. */
const grown = async (to: number): Promise<Opened> => {
  const opened = await open()
  const { store, commit } = opened
  await store.append(ticket, commit(0, [submitted]))
  for (let version = 1; version < to; version++)
    await store.append(ticket, commit(version, [note(randomUUID().repeat(10))]))
  return opened
}

type Life = { pattern: readonly number[]; letters: number; to: number }

/** A ticket of realistic texts of so many letters, in commits of so many events in turn; a snapshot comes `late` commits late. */
async function* lived({ store, id }: Opened, { pattern, letters, to }: Life, late: number) {
  const due: number[] = []
  let version = 0
  for (let commits = 0; version < to; commits++) {
    const facts = factsAfter(version, pattern[commits % pattern.length] ?? 1, letters)
    const after = await store.append(ticket, { ...contextOf(randomUUID()), id, expected: version, facts })
    if (facts.some((_, index) => snapshotDue(ticket, version + index + 1))) due.push(commits + late)
    if (due[0] === commits) await store.snapshot(ticket, id)
    if (due[0] === commits) due.shift()
    version = after
    yield version
  }
}

/** The dearest load for a decision from the first snapshot on. Each is one query. */
const dearest = async (life: Life, late = 0): Promise<number> => {
  const opened = await open()
  const { store, id, spent, units } = opened
  const costs: number[] = []
  for await (const version of lived(opened, life, late)) {
    if (version < 16 + late || (version > 80 && version < life.to - 80)) continue
    spent()
    expect((await store.current(ticket, id)).version).toBe(version)
    expect(units).toHaveLength(1)
    costs.push(spent())
  }
  return Math.max(...costs)
}

test.each([
  { pattern: [1], letters: 400, to: 160 },
  { pattern: [1], letters: 1_000, to: 500 },
  { pattern: [1, 1, 3], letters: 1_000, to: 160 },
  { pattern: [3], letters: 700, to: 160 },
])("from the first snapshot on, a load for a decision takes at most 3 read units: %o", async (life) =>
  expect(await dearest(life)).toBeLessThanOrEqual(3),
)
test("a snapshot that is two commits late costs no query more", async () =>
  expect(await dearest({ pattern: [1], letters: 400, to: 200 }, 2)).toBeLessThanOrEqual(3))

test("a sender's key is known from the snapshot, with its own request and with another", async () => {
  const { store, id, commit } = await grown(21)
  await store.append(ticket, commit(21, [note("once")], { commitId: "key-1~0a" }))
  await store.snapshot(ticket, id)
  await store.append(ticket, commit(22, [note("later")], { commitId: "key-2~0a" }))
  const { answered, usedKey } = await store.current(ticket, id)
  expect([answered("key-1~0a"), answered("key-1~0b"), answered("key-2~0a")]).toEqual([22, undefined, 23])
  expect(["key-1~", "key-2~", "key-3~"].map(usedKey)).toEqual([true, true, false])
})

test("the whole history takes what its size takes, with a snapshot beside it", async () => {
  const { store, id, spent } = await grown(100)
  await store.snapshot(ticket, id)
  spent()
  expect(await store.load(ticket, id)).toHaveLength(100)
  expect(spent()).toBeGreaterThan(6)
})

test("a snapshot that is late costs one query more, and nothing else", async () => {
  const opened = await grown(30)
  const { store, id, commit, units, spent } = opened
  await store.snapshot(ticket, id)
  for (let version = 30; version < 60; version++) await store.append(ticket, commit(version, [note("late")]))
  spent()
  expect((await store.current(ticket, id)).version).toBe(60)
  expect(units).toHaveLength(2)
  expect(spent()).toBeLessThanOrEqual(6)
})

test("a snapshot of another fold is ignored, and replaced by the next one", async () => {
  const { store, id, documents, key, snapshotOf } = await grown(25)
  await store.snapshot(ticket, id)
  const before = await store.current(ticket, id)
  const change = { UpdateExpression: "set #fold = :fold", ExpressionAttributeNames: { "#fold": "fold" } }
  await documents.send(new UpdateCommand({ ...key(id), ...change, ExpressionAttributeValues: { ":fold": "another" } }))
  expect((await store.current(ticket, id)).state).toEqual(before.state)
  await store.snapshot(ticket, id)
  expect((await snapshotOf(id))?.fold).not.toBe("another")
})

test("a damaged snapshot is ignored", async () => {
  const { store, id, documents, table, snapshotOf } = await grown(25)
  await store.snapshot(ticket, id)
  const before = await store.current(ticket, id)
  const damaged = { ...(await snapshotOf(id)), snapshot: new Uint8Array([1, 2, 3]) }
  await documents.send(new PutCommand({ TableName: table, Item: damaged }))
  const { state, version } = await store.current(ticket, id)
  expect({ state, version }).toEqual({ state: before.state, version: 25 })
})

test("an older snapshot never replaces a newer one", async () => {
  const { store, id, documents, table, commit, snapshotOf } = await grown(25)
  await store.snapshot(ticket, id)
  await store.append(ticket, commit(25, [note("later")]))
  const newer = { ...(await snapshotOf(id)), version: 99 }
  await documents.send(new PutCommand({ TableName: table, Item: newer }))
  await store.snapshot(ticket, id)
  expect(await snapshotOf(id)).toEqual(newer)
})

const taken = async (events: readonly Recorded[]) => {
  const tickets: string[] = []
  const snapshot: EventStore["snapshot"] = async (_, id) => {
    tickets.push(id)
  }
  const answer = await snapshotTickets({ snapshot })({ Records: events.map((event) => published(event)) })
  expect(answer).toEqual({ batchItemFailures: [] })
  return tickets
}

test("every eighth event from the sixteenth on has a snapshot written", async () => {
  const life = recorded([submitted, ...Array<Fact>(44).fill({ type: "NoteAdded", data: { text: "n" } })])
  expect(await taken(life.slice(0, 15))).toEqual([])
  expect(await taken(life)).toEqual(["TKT-1", "TKT-1", "TKT-1", "TKT-1"])
})
