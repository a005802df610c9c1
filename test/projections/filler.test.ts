import { expect, test } from "vitest"
import { catchUp } from "#projections/catch-up"
import { filler } from "#projections/filler"
import type { Poison } from "#projections/poison"
import type { ReadModel } from "#projections/read-model"
import { ticketInbox } from "#projections/ticket-inbox"
import type { Stream } from "#schemas/stream"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import { Unreadable } from "#schemas/unreadable"
import { bulkOver } from "#test/support/bulk-over"
import { assigned, classified, recorded, routed, submitted } from "#test/support/recorded"
import { folded, memoryViews } from "#test/support/viewing"

const foldInbox: ReadModel<InboxRow>["fold"] = ticketInbox.fold

const all = recorded([submitted, classified, routed, assigned])
const load = async (_: Stream, after: number) => all.filter(({ version }) => version > after)
const pause = async () => undefined

const opened = (of: ReadModel<InboxRow> = ticketInbox) => {
  const [live, next] = [memoryViews<InboxRow>(ticketInbox), memoryViews(of)]
  const poisons: Poison[] = []
  const list = async (poison: Poison) => void poisons.push(poison)
  const isQuiet = async () => false
  const views = { ...next.views, ...bulkOver(next.rows) }
  const parts = { views, live: bulkOver(live.rows), load, isQuiet, list, pause }
  return { live, next, poisons, parts }
}

test("a row that was written live between the scan and the batch is not left behind", async () => {
  const { live, next, parts } = opened()
  const putAll: typeof parts.views.putAll = async (items) => {
    await catchUp(live.views, load, all)
    await catchUp(next.views, load, all)
    return parts.views.putAll(items)
  }
  const fill = filler({ ...parts, views: { ...parts.views, putAll } })
  for (const event of all.slice(0, 2)) fill.apply(event)
  fill.finish("TKT-1")
  expect(await fill.flush()).toMatchObject({ streams: 1, rows: 1, poisoned: 0 })
  expect(next.rows.get("TKT-1")).toEqual(folded(ticketInbox, all))
})

test("live rows are looked at only where something was written live since the scan began", async () => {
  const { parts } = opened()
  const looks: number[] = []
  const versions: typeof parts.live.versions = async (ids) => {
    looks.push(ids.length)
    return parts.live.versions(ids)
  }
  for (const quiet of [true, false]) {
    const fill = filler({ ...parts, live: { versions }, isQuiet: async () => quiet })
    for (const event of all) fill.apply(event)
    fill.finish("TKT-1")
    expect(await fill.flush()).toMatchObject({ streams: 1, rows: 1, poisoned: 0 })
    expect(looks).toHaveLength(quiet ? 0 : 1)
  }
})

test("what the table does not take is written again", async () => {
  const { next, parts } = opened()
  let calls = 0
  const putAll: typeof parts.views.putAll = async (items) => {
    calls++
    await parts.views.putAll(items.slice(0, 1))
    return items.slice(1).map(({ id }) => id)
  }
  const fill = filler({ ...parts, views: { ...parts.views, putAll } })
  for (const ticketId of ["TKT-1", "TKT-2", "TKT-3"]) {
    for (const event of recorded([submitted], 1, ticketId)) fill.apply(event)
    fill.finish(ticketId)
  }
  expect(await fill.flush()).toMatchObject({ rows: 3, poisoned: 0 })
  expect([calls, next.rows.size]).toEqual([3, 3])
})

test("a table that never takes a row ends the attempt with an error", async () => {
  const { parts } = opened()
  const fill = filler({ ...parts, views: { ...parts.views, putAll: async (items) => items.map(({ id }) => id) } })
  for (const event of all) fill.apply(event)
  fill.finish("TKT-1")
  await expect(fill.flush()).rejects.toThrow("did not take 1 rows")
})

const poisonous: ReadModel<InboxRow> = {
  ...ticketInbox,
  fold: (row, event) => {
    if (event.type === "TicketRouted" && event.stream.id === "TKT-1") throw new Error("no team")
    return foldInbox(row, event)
  },
}

const errorsOf = (poisons: readonly Poison[]) =>
  poisons.map(({ at: { stream, version }, cause }) => [stream.id, version, Object(cause).message])

test("an event that the fold cannot take stops its own row before it, and no other, and is listed", async () => {
  const { next, poisons, parts } = opened(poisonous)
  const fill = filler(parts)
  for (const ticketId of ["TKT-1", "TKT-2"]) {
    for (const event of recorded([submitted, classified, routed, assigned], 1, ticketId)) fill.apply(event)
    fill.finish(ticketId)
  }
  expect(await fill.flush()).toMatchObject({ poisoned: 1 })
  expect(["TKT-1", "TKT-2"].map((id) => next.rows.get(id)?.version)).toEqual([2, 4])
  expect(errorsOf(poisons)).toEqual([["TKT-1", 3, "no team"]])
  expect(await fill.flush()).toEqual({ streams: 0, rows: 0, nothing: 0, poisoned: 0 })
})

test("a poisoned row that moved on live is counted and listed once", async () => {
  const { live, next, poisons, parts } = opened(poisonous)
  await catchUp(live.views, load, all)
  const fill = filler(parts)
  for (const event of all) fill.apply(event)
  fill.finish("TKT-1")
  expect(await fill.flush()).toEqual({ streams: 1, rows: 0, nothing: 0, poisoned: 1 })
  expect(next.rows.get("TKT-1")?.version).toBe(2)
  expect(poisons).toHaveLength(1)
})

test("a ticket whose later events cannot be read holds up its own row only, and is listed", async () => {
  const { live, next, poisons, parts } = opened()
  const others = recorded([submitted, classified], 1, "TKT-2")
  await catchUp(live.views, load, all)
  await catchUp(live.views, async () => others, others)
  const cannot: typeof load = async (stream, after) => {
    if (stream.id === "TKT-1") throw new Unreadable({ stream, version: 4 }, new Error("damaged"))
    return others.filter(({ version }) => version > after)
  }
  const fill = filler({ ...parts, load: cannot })
  for (const events of [all.slice(0, 2), others.slice(0, 1)]) {
    for (const event of events) fill.apply(event)
    fill.finish(events[0]?.stream.id ?? "")
  }
  expect(await fill.flush()).toMatchObject({ poisoned: 1 })
  expect(["TKT-1", "TKT-2"].map((id) => next.rows.get(id)?.version)).toEqual([2, 2])
  expect(errorsOf(poisons)).toEqual([["TKT-1", 4, "TKT-1 version 4 cannot be read: damaged"]])
})

test("what cannot be read stops the row before it, and what follows is not applied", async () => {
  const { next, poisons, parts } = opened()
  const fill = filler(parts)
  for (const event of all.slice(0, 2)) fill.apply(event)
  fill.block({ stream: { category: "ticket", id: "TKT-1" }, version: 3 }, new Error("damaged"))
  for (const event of all.slice(3)) fill.apply(event)
  fill.finish("TKT-1")
  for (const event of recorded([submitted], 1, "TKT-2")) fill.apply(event)
  fill.finish("TKT-2")
  expect(await fill.flush()).toMatchObject({ poisoned: 1 })
  expect(["TKT-1", "TKT-2"].map((id) => next.rows.get(id)?.version)).toEqual([2, 1])
  expect(errorsOf(poisons)).toEqual([["TKT-1", 3, "damaged"]])
})

test("a stream that meets poison before a flush and ends after it is counted once", async () => {
  const { parts } = opened(poisonous)
  const fill = filler(parts)
  for (const event of all.slice(0, 3)) fill.apply(event)
  expect(await fill.flush()).toMatchObject({ streams: 0, poisoned: 0 })
  fill.finish("TKT-1")
  expect(await fill.flush()).toEqual({ streams: 1, rows: 0, nothing: 0, poisoned: 1 })
})

test("a row that the table refuses is listed, and those beside it are written", async () => {
  const { next, poisons, parts } = opened()
  const putAll: typeof parts.views.putAll = async (items) => {
    const refusal = Object.assign(new Error("too large"), { name: "ValidationException" })
    if (items.some(({ id }) => id === "TKT-2")) throw refusal
    return parts.views.putAll(items)
  }
  const fill = filler({ ...parts, views: { ...parts.views, putAll } })
  for (const ticketId of ["TKT-1", "TKT-2", "TKT-3"]) {
    for (const event of recorded([submitted], 1, ticketId)) fill.apply(event)
    fill.finish(ticketId)
  }
  expect(await fill.flush()).toMatchObject({ poisoned: 1 })
  expect([...next.rows.keys()]).toEqual(["TKT-1", "TKT-3"])
  expect(errorsOf(poisons)).toEqual([["TKT-2", 1, "too large"]])
})

test("a changed fold makes changed rows in its revision and touches none of the live one", async () => {
  const changed: ReadModel<InboxRow> = {
    ...ticketInbox,
    fold: (row, event) => {
      const next = foldInbox(row, event)
      return next && { ...next, subject: "changed" }
    },
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
