import { beforeEach, expect, test } from "vitest"
import { poisonedEntity } from "#projections/poisoned-entity"
import type { Failed, PoisonedRows } from "#projections/poisoned-row"
import { poisonedStore } from "#projections/poisoned-store"
import { createTable } from "#test/local/dynamodb/create-table"
import { served } from "#test/local/dynamodb/served"
import { memoryPoisoned } from "#test/support/poisoned"

const key = { projection: "ticket-inbox", revision: 1, ticketId: "TKT-1" }
const why = { error: "TypeError", reason: "cannot fold" }
const failed = (change: Partial<Failed> = {}): Failed => ({
  ...{ ...key, ...why, version: 3, at: "2026-01-02T03:04:05.000Z" },
  ...change,
})
const later = "2026-01-02T03:09:00.000Z"

const onDynamodb = async () => {
  const { dynamodb, documents } = await served()
  await createTable(dynamodb, "views", { indexes: ["gsi5"] })
  return poisonedStore(poisonedEntity(documents, "views"))
}

for (const [name, open] of [["memory", async () => memoryPoisoned()] as const, ["DynamoDB", onDynamodb] as const]) {
  let rows: PoisonedRows
  beforeEach(async () => {
    rows = await open()
  })

  test(`in ${name}, a vain attempt is listed, and counted when it is repeated`, async () => {
    await rows.mark(failed())
    await rows.mark(failed({ at: later }))
    const since = "2026-01-02T03:04:05.000Z"
    expect(await rows.all()).toEqual([{ ...key, ...why, version: 3, since, lastAt: later, attempts: 2 }])
  })

  test(`in ${name}, another version begins anew`, async () => {
    await rows.mark(failed())
    await rows.mark(failed({ version: 4, at: later }))
    expect(await rows.all()).toEqual([{ ...key, ...why, version: 4, since: later, lastAt: later, attempts: 1 }])
  })

  test(`in ${name}, rows of other read models, revisions and tickets are told apart, and cleared one by one`, async () => {
    const others = [{ ticketId: "TKT-2" }, { projection: "ticket-page" }, { revision: 2 }]
    for (const change of [{}, ...others]) await rows.mark(failed(change))
    await rows.clear(key)
    const left = (await rows.all()).map(({ projection, revision, ticketId }) => ({ projection, revision, ticketId }))
    expect(left).toHaveLength(3)
    expect(left).toEqual(expect.arrayContaining(others.map((change) => ({ ...key, ...change }))))
  })
}
