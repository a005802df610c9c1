import { beforeEach, expect, test } from "vitest"
import { poisonedStore } from "#functions/views/poisoned-store"
import { createTable } from "#local/provision/tables"
import type { Failed, PoisonedRows } from "#projections/poisoned-row"
import { tables } from "#schemas/tables"
import { served } from "#test/local/dynamodb/served"
import { memoryPoisoned } from "#test/support/poisoned"

const key = { projection: "ticket-inbox", revision: 1, stream: { category: "ticket", id: "TKT-1" } }
const why = { error: "TypeError", reason: "cannot fold" }
const failed = (change: Partial<Failed> = {}): Failed => ({
  ...{ ...key, ...why, version: 3, at: "2026-01-02T03:04:05.000Z" },
  ...change,
})
const later = "2026-01-02T03:09:00.000Z"

const onDynamodb = async () => {
  const { dynamodb } = await served()
  await createTable(dynamodb, { ...tables.views, name: "views" })
  return poisonedStore({ client: dynamodb, name: () => "views" })
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
    const others = [
      { stream: { category: "ticket", id: "TKT-2" } },
      { stream: { category: "macro", id: "TKT-1" } },
      { projection: "ticket-page" },
      { revision: 2 },
    ]
    for (const change of [{}, ...others]) await rows.mark(failed(change))
    await rows.clear(key)
    const left = (await rows.all()).map(({ projection, revision, stream }) => ({ projection, revision, stream }))
    expect(left).toHaveLength(4)
    expect(left).toEqual(expect.arrayContaining(others.map((change) => ({ ...key, ...change }))))
  })
}
