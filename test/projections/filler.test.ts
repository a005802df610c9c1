import { expect, test } from "vitest"
import type { Bulk, Row } from "#projections/bulk"
import { catchUp } from "#projections/catch-up"
import { filler } from "#projections/filler"
import type { Projection } from "#projections/projection"
import { ticketInbox } from "#projections/ticket-inbox"
import type { InboxRow } from "#schemas/views/inbox-row"
import { assigned, classified, recorded, routed, submitted } from "#test/support/recorded"
import { folded, memoryViews } from "#test/support/viewing"

const all = recorded([submitted, classified, routed, assigned])
const load = async (_: string, after: number) => all.filter(({ version }) => version > after)
const pause = async () => undefined

type Item = Row & { row: InboxRow }

/** Rows by the batch over rows in memory: a put replaces whatever is there, as BatchWriteItem does. */
const bulkOver = (rows: Map<string, { row: InboxRow | undefined; version: number }>): Bulk<InboxRow, Item> => ({
  toItem: (view) => view,
  putAll: async (items) => {
    for (const { ticketId, row, version } of items) rows.set(ticketId, { row, version })
    return []
  },
  versions: async (tickets) => ({
    data: tickets.flatMap(({ ticketId }) => ({ ticketId, version: rows.get(ticketId)?.version ?? 0 })),
    unprocessed: [],
  }),
})

const opened = (of: Projection<InboxRow> = ticketInbox) => {
  const [live, next] = [memoryViews(ticketInbox), memoryViews(of)]
  const bulk = bulkOver(next.rows)
  return { live, next, parts: { views: next.views, bulk, live: bulkOver(live.rows), load, pause } }
}

test("a row that was written live between the scan and the batch is not left behind", async () => {
  const { live, next, parts } = opened()
  const putAll: typeof parts.bulk.putAll = async (items) => {
    await catchUp(live.views, load, all)
    await catchUp(next.views, load, all)
    return parts.bulk.putAll(items)
  }
  const fill = filler({ ...parts, bulk: { ...parts.bulk, putAll } })
  for (const event of all.slice(0, 2)) fill.apply(event)
  fill.finish("TKT-1")
  expect(await fill.flush()).toEqual({ rows: 1, poisoned: 0 })
  expect(next.rows.get("TKT-1")).toEqual(folded(ticketInbox, all))
})

test("what the table does not take is written again", async () => {
  const { next, parts } = opened()
  let calls = 0
  const putAll: typeof parts.bulk.putAll = async (items) => {
    calls++
    await parts.bulk.putAll(items.slice(0, 1))
    return items.slice(1)
  }
  const fill = filler({ ...parts, bulk: { ...parts.bulk, putAll } })
  for (const ticketId of ["TKT-1", "TKT-2", "TKT-3"]) {
    for (const event of recorded([submitted], 1, ticketId)) fill.apply(event)
    fill.finish(ticketId)
  }
  expect(await fill.flush()).toEqual({ rows: 3, poisoned: 0 })
  expect([calls, next.rows.size]).toEqual([3, 3])
})

test("a table that never takes a row ends the attempt with an error", async () => {
  const { parts } = opened()
  const fill = filler({ ...parts, bulk: { ...parts.bulk, putAll: async (items) => items } })
  for (const event of all) fill.apply(event)
  fill.finish("TKT-1")
  await expect(fill.flush()).rejects.toThrow("did not take 1 rows")
})

test("an event that the fold cannot take stops its own row before it, and no other", async () => {
  const poisonous: Projection<InboxRow> = {
    ...ticketInbox,
    on: {
      TicketRouted: (row, { ticketId }) => {
        if (ticketId === "TKT-1") throw new Error("poison")
        return row
      },
    },
  }
  const { next, parts } = opened(poisonous)
  const fill = filler(parts)
  for (const ticketId of ["TKT-1", "TKT-2"]) {
    for (const event of recorded([submitted, classified, routed, assigned], 1, ticketId)) fill.apply(event)
    fill.finish(ticketId)
  }
  expect(await fill.flush()).toEqual({ rows: 2, poisoned: 1 })
  expect(["TKT-1", "TKT-2"].map((id) => next.rows.get(id)?.version)).toEqual([2, 4])
})

test("a changed fold makes changed rows in its revision and touches none of the live one", async () => {
  const changed: Projection<InboxRow> = {
    ...ticketInbox,
    revision: 2,
    always: (row) => ({ ...row, subject: "changed" }),
  }
  const { live, next, parts } = opened(changed)
  await catchUp(live.views, load, all)
  const fill = filler(parts)
  for (const event of all) fill.apply(event)
  fill.finish("TKT-1")
  await fill.flush()
  expect(live.rows.get("TKT-1")).toEqual(folded(ticketInbox, all))
  expect(next.rows.get("TKT-1")).toEqual(folded(changed, all))
  expect(next.rows.get("TKT-1")?.row?.subject).toBe("changed")
})
