import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { processedTickets } from "#functions/warehouse/tables"
import { goodTicket, type RawRow, warehouseAlone } from "#test/support/warehouse-tables"

let warehouse: Awaited<ReturnType<typeof warehouseAlone>>
beforeAll(async () => {
  warehouse = await warehouseAlone()
})
afterAll(() => warehouse.close())

const good = fc.record({
  ticket_id: fc.constantFrom("TKT-1", "TKT-2", "TKT-3"),
  processed_at: fc.constantFrom("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.100Z", "2025-12-31T23:59:59Z"),
  response_text: fc.constantFrom("a", "b", "Ж", "'; drop table processed_tickets; --"),
  sentiment_score_mixed: fc.double({ min: 1e-9, max: 1, noNaN: true }).map(String),
})

const fault = fc.constantFrom<RawRow>(
  { ticket_id: null },
  { submitted_at: "2026-02-30T00:00:00Z" },
  { subject: "x".repeat(501) },
  { sentiment: "ANGRY" },
  { processed_at: "soon", priority: "" },
)

type Arrival = { row: RawRow; bad: boolean }

const arrival: fc.Arbitrary<Arrival> = fc.oneof(
  { weight: 3, arbitrary: good.map((row) => ({ row: { ...goodTicket, ...row }, bad: false })) },
  {
    weight: 1,
    arbitrary: fc.tuple(good, fault).map(([row, f]) => ({ row: { ...goodTicket, ...row, ...f }, bad: true })),
  },
)

/** Everything in the tables, after the rows arrived in these batches with a merge after each. */
const after = async (batches: readonly RawRow[][]) => {
  await warehouse.empty()
  for (const batch of batches) {
    await warehouse.stage(processedTickets, batch)
    await warehouse.merge()
  }
  return {
    tickets: await warehouse.rows("select *, processed_at::text as time from processed_tickets order by ticket_id"),
    rejected: await warehouse.rows("select * from rejected_tickets r order by r::text"),
    staged: await warehouse.rows("select * from processed_tickets_staging"),
  }
}

const split = <T>(items: readonly T[], cuts: readonly number[]): T[][] => {
  const places = [0, ...cuts.map((cut) => cut % (items.length + 1)).sort((a, b) => a - b), items.length]
  return places.slice(1).map((place, index) => items.slice(places[index], place))
}

const isText = (value: unknown): value is string => typeof value === "string"

test("rows give the same tables in whatever order, batches and repetitions they arrive", async () => {
  const arrivals = fc.array(arrival, { maxLength: 20 })
  const cuts = fc.array(fc.nat(), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(arrivals, cuts, fc.infiniteStream(fc.nat()), async (all, cutAt, dice) => {
      const repeated = all.filter(({ bad }) => !bad && dice.next().value % 2 === 0)
      const shuffled = [...all, ...repeated]
        .map(({ row }) => ({ row, at: dice.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ row }) => row)
      const atOnce = await after([all.map(({ row }) => row)])
      expect(await after([...split(shuffled, cutAt), []])).toEqual(atOnce)
    }),
    { numRuns: 40 },
  )
})

test("every row that arrives is merged or rejected, and the newest of each ticket is the one that stays", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { maxLength: 20 }), async (all) => {
      const { tickets, rejected, staged } = await after([all.map(({ row }) => row)])
      const goods = all.filter(({ bad }) => !bad).map(({ row }) => row)
      const newest = new Map<unknown, number>()
      for (const { ticket_id, processed_at } of goods)
        newest.set(ticket_id, Math.max(newest.get(ticket_id) ?? 0, Date.parse(processed_at ?? "")))
      expect(staged).toEqual([])
      expect(rejected).toHaveLength(all.length - goods.length)
      expect(rejected.every(({ reasons }) => isText(reasons) && reasons.length > 0)).toBe(true)
      expect(new Map(tickets.map(({ ticket_id, time }) => [ticket_id, Date.parse(`${time}Z`)]))).toEqual(newest)
    }),
    { numRuns: 40 },
  )
})
