import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb"
import type { _Record } from "@aws-sdk/client-dynamodb-streams"
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import fc from "fast-check"
import { expect, test } from "vitest"
import { createTable } from "#test/local/dynamodb/create-table"
import { recordsFrom, shardIterator } from "#test/local/dynamodb/reading"
import { type Served, served } from "#test/local/dynamodb/served"

const keyed = { sk: fc.integer({ min: 1, max: 4 }) }
const write = fc.oneof(
  fc.record({ kind: fc.constant("put"), ...keyed, n: fc.nat(2) }),
  fc.record({ kind: fc.constant("add"), ...keyed, n: fc.nat(2) }),
  fc.record({ kind: fc.constant("delete"), ...keyed, n: fc.constant(0) }),
)
type Write = { kind: string; sk: number; n: number }
/** Two to four writers, each with its own list of writes to do one after the other. */
const writers = fc.array(fc.array(write, { maxLength: 8 }), { minLength: 2, maxLength: 4 })

type Row = Record<string, AttributeValue>

const perform = async ({ documents }: Served, pk: string, { kind, sk, n }: Write): Promise<unknown> => {
  const target = { TableName: "events", Key: { pk, sk } }
  if (kind === "delete") return documents.send(new DeleteCommand(target))
  const item = { pk, sk, n, gsi1pk: pk, gsi1sk: `n#${n}` }
  if (kind === "put") return documents.send(new PutCommand({ TableName: "events", Item: item }))
  return documents.send(
    new UpdateCommand({
      ...target,
      UpdateExpression: "SET n = if_not_exists(n, :zero) + :n, gsi1pk = :pk, gsi1sk = :sk",
      ExpressionAttributeValues: { ":zero": 0, ":n": n, ":pk": pk, ":sk": `n#${n}` },
    }),
  )
}

/** A record's name follows from its images. */
const nameOf = (before: Row | undefined, after: Row | undefined) => {
  if (!before) return "INSERT"
  return after ? "MODIFY" : "REMOVE"
}

/** What a reader of the stream believes to be in the table. Every record must fit what came before it. */
const replay = (records: readonly _Record[]): Row[] => {
  const rows = new Map<string | undefined, Row>()
  for (const { eventName, dynamodb: { Keys, OldImage: before, NewImage: after } = {} } of records) {
    expect(rows.get(Keys?.sk?.N)).toEqual(before)
    expect(eventName).toBe(nameOf(before, after))
    expect(after).not.toEqual(before)
    if (after) rows.set(Keys?.sk?.N, after)
    else rows.delete(Keys?.sk?.N)
  }
  return [...rows.values()]
}

const bySortKey = (rows: readonly Row[]) => rows.toSorted((a, b) => Number(a.sk?.N) - Number(b.sk?.N))

const rowsIn = async ({ dynamodb }: Served, pk: string, index?: string): Promise<Row[]> => {
  const { Items = [] } = await dynamodb.send(
    new ScanCommand({
      TableName: "events",
      IndexName: index,
      FilterExpression: "begins_with(gsi1pk, :pk)",
      ExpressionAttributeValues: { ":pk": { S: pk } },
    }),
  )
  return bySortKey(Items)
}

test("whatever several writers do at once, the stream's images replayed are the table, and so is its index", async () => {
  const db = await served()
  await createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_AND_OLD_IMAGES", indexes: ["gsi1"] })
  let run = 0
  await fc.assert(
    fc.asyncProperty(writers, async (all) => {
      run += 1
      const pk = `run ${run}.`
      const from = await shardIterator(db.streams, "events", { type: "LATEST" })
      await Promise.all(
        all.map(async (writes) => {
          for (const one of writes) await perform(db, pk, one)
        }),
      )
      const rows = bySortKey(replay(await recordsFrom(db.streams, from)))
      expect(rows).toEqual(await rowsIn(db, pk))
      expect(rows).toEqual(await rowsIn(db, pk, "gsi1"))
    }),
    { numRuns: 40 },
  )
})

test("a reader that polls while others write misses nothing and sees each record once, in order", async () => {
  const db = await served()
  await createTable(db.dynamodb, "events", { sortKey: "N", stream: "NEW_IMAGE" })
  const seen: string[] = []
  let done = false
  const read = async () => {
    let next = await shardIterator(db.streams, "events")
    for (let last = false; !last; ) {
      last = done
      const records = await recordsFrom(db.streams, next, 7)
      seen.push(...records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? ""))
      const from = seen.at(-1)
      if (from) next = await shardIterator(db.streams, "events", { type: "AFTER_SEQUENCE_NUMBER", from })
    }
  }
  const writeAll = async () => {
    const one = (sk: number) => db.documents.send(new PutCommand({ TableName: "events", Item: { pk: "T", sk } }))
    for (let round = 0; round < 10; round++)
      await Promise.all(Array.from({ length: 30 }, (_, at) => one(round * 30 + at)))
    done = true
  }
  await Promise.all([read(), writeAll()])
  expect(seen).toHaveLength(300)
  expect(seen).toEqual([...new Set(seen)].toSorted())
})
