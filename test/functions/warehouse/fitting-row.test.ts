import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { fittingRow } from "#functions/warehouse/fitting-row"
import { processedTickets } from "#functions/warehouse/tables"
import { goodTicket, warehouseAlone } from "#test/support/warehouse-tables"

let warehouse: Awaited<ReturnType<typeof warehouseAlone>>
beforeAll(async () => {
  warehouse = await warehouseAlone()
})
afterAll(() => warehouse.close())

const fitting = (change: Record<string, unknown>) => fittingRow(processedTickets, { ...goodTicket, ...change })

test("text that fits is left as it is", () => {
  expect(fitting({})).toEqual(goodTicket)
})

test("text is cut to its column's bytes, between characters", () => {
  expect(fitting({ product: "日".repeat(50) }).product).toBe("日".repeat(16))
  expect(fitting({ product: `x${"😀".repeat(20)}` }).product).toBe(`x${"😀".repeat(12)}`)
})

test("an identity is never cut", () => {
  expect(fitting({ ticket_id: "x".repeat(60) }).ticket_id).toBe("x".repeat(60))
})

test("whatever a person may write in whatever script is merged, not rejected", async () => {
  const said = (max: number) =>
    fc.string({ unit: "binary", minLength: 1, maxLength: max }).filter((text) => text.trim().length > 0)
  const ticket = fc.record({
    product: said(50),
    subject: said(500),
    description: fc.oneof(said(500), fc.constantFrom("日".repeat(5000), "\u0001".repeat(5000), "\ud800", "\0")),
    sentiment_score_mixed: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  await fc.assert(
    fc.asyncProperty(ticket, async (change) => {
      await warehouse.empty()
      await warehouse.stage(processedTickets, [JSON.parse(JSON.stringify(fitting(change)))])
      await warehouse.merge()
      expect(await warehouse.rows("select reasons from rejected_tickets")).toEqual([])
      expect(await warehouse.rows("select ticket_id from processed_tickets")).toHaveLength(1)
    }),
    { numRuns: 100 },
  )
})
