import fc from "fast-check"
import { expect, test } from "vitest"
import { isActive } from "#core/ticket/is-active"
import { readInbox } from "#projections/inbox/changes"
import { WrongCursor } from "#projections/inbox/position"
import { TicketId } from "#schemas/id"
import { InboxSince } from "#schemas/ticket/messages/inbox-since"
import type { InboxItem, InboxRow } from "#schemas/ticket/views/inbox-row"
import { Status } from "#schemas/ticket/words"
import { inboxRows } from "#test/support/inbox-rows"
import { memoryPages } from "#test/support/memory-pages"

type Pages = ReturnType<typeof memoryPages>
const minute = 60_000
const noon = Date.UTC(2026, 0, 2, 12)
const at = (time: number) => new Date(time).toISOString()

/** Every answer of one reading, which `asked` begins. */
const readAll = async ({ read }: Pages, asked: Record<string, string>, [now, limit]: [number, number]) => {
  const answers = [await readInbox(read, InboxSince.parse({ ...asked, limit }), now)]
  for (let cursor = answers[0]?.cursor; cursor; cursor = answers.at(-1)?.cursor)
    answers.push(await readInbox(read, InboxSince.parse({ cursor, limit }), now))
  return answers
}

/** A client: what it knows of every ticket, by the highest version that it has heard of. */
const client = () => {
  const known = new Map<string, { version: number; row?: InboxItem }>()
  let asked: Record<string, string> = {}
  const hear = (ticketId: string, version: number, row?: InboxItem) => {
    if ((known.get(ticketId)?.version ?? 0) < version) known.set(ticketId, { version, ...(row && { row }) })
  }
  return {
    shows: () => [...known.values()].flatMap(({ row }) => row ?? []),
    ask: async (pages: Pages, now: number, limit = 500) => {
      const answers = await readAll(pages, asked, [now, limit])
      for (const { items, left, after } of answers) {
        expect(items.length + left.length).toBeLessThanOrEqual(limit)
        for (const row of items) hear(row.ticketId, row.version, row)
        for (const { ticketId, version } of left) hear(ticketId, version)
        asked = { after }
      }
      return answers.length
    },
  }
}

const activeOf = (rows: Map<string, { row: InboxRow; version: number }>) =>
  [...rows.values()].filter(({ row }) => isActive[row.status]).map(({ row, version }) => ({ ...row, version }))
const byId = (rows: readonly InboxItem[]) => rows.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1))

test("without a cursor all active rows come, and no others, by pages", async () => {
  const rows = inboxRows(120)
  const one = client()
  expect(await one.ask(memoryPages(rows), noon, 7)).toBeGreaterThan(5)
  expect(
    one
      .shows()
      .map(({ ticketId }) => ticketId)
      .sort(),
  ).toEqual(
    rows
      .filter(({ status }) => isActive[status])
      .map(({ ticketId }) => ticketId)
      .sort(),
  )
})

/** Time passes by minutes, then a ticket changes; its writer's clock and the projection are late or early by a few minutes. */
const step = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(60 * 30, 60 * 24 * 50)),
  ticket: fc.nat({ max: 9 }),
  status: fc.constantFrom(...Status.options),
  skew: fc.integer({ min: -4, max: 4 }),
  asks: fc.boolean(),
})

test("who asks again and again knows all active tickets as they are, whatever the clocks", () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
      const rows = new Map(inboxRows(10).map((row) => [row.ticketId, { row, version: 1 }]))
      const pages = memoryPages([...rows.values()].map(({ row }) => row))
      const one = client()
      let now = noon
      await one.ask(pages, now, limit)
      for (const { wait, ticket, status, skew, asks } of steps) {
        now += wait * minute
        const before = rows.get(TicketId.parse(`TKT-${ticket}`))
        if (!before) throw new Error("no such ticket")
        const row = { ...before.row, status, updatedAt: at(now + skew * minute) }
        rows.set(row.ticketId, { row, version: before.version + 1 })
        pages.put(row, before.version + 1)
        if (asks) await one.ask(pages, now, limit)
      }
      await one.ask(pages, now + minute, limit)
      expect(byId(one.shows())).toEqual(byId(activeOf(rows)))
    }),
    { numRuns: 100 },
  ))

test("asked again at once, it answers what changed in the last minutes only", async () => {
  const rows = inboxRows(60).map((row, n) => ({ ...row, status: "open" as const, updatedAt: at(noon - n * minute) }))
  const pages = memoryPages(rows)
  const { after } = await readInbox(pages.read, InboxSince.parse({}), noon)
  const { items, left } = await readInbox(pages.read, InboxSince.parse({ after }), noon)
  expect([items.length, left.length]).toEqual([6, 0])
})
test.each(["x", "e30", Buffer.from("changes 2026 2026").toString("base64url")])(
  "%s is no cursor of the inbox",
  async (after) => {
    const { read } = memoryPages([])
    await expect(readInbox(read, InboxSince.parse({ after }), noon)).rejects.toThrow(WrongCursor)
    await expect(readInbox(read, InboxSince.parse({ cursor: after }), noon)).rejects.toThrow(WrongCursor)
  },
)
test("a cursor that leads on among all rows is not one to ask for changes with", async () => {
  const { read } = memoryPages(inboxRows(50))
  const { cursor } = await readInbox(read, InboxSince.parse({ limit: 1 }), noon)
  await expect(readInbox(read, InboxSince.parse({ after: cursor }), noon)).rejects.toThrow(WrongCursor)
})
