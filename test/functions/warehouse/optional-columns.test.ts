import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { processedTickets } from "#functions/warehouse/tables"
import { goodTicket, type RawRow, warehouseAlone } from "#test/support/warehouse-tables"

let warehouse: Awaited<ReturnType<typeof warehouseAlone>>
beforeAll(async () => {
  warehouse = await warehouseAlone()
})
beforeEach(() => warehouse.empty())
afterAll(() => warehouse.close())

const merged = async (...tickets: RawRow[]) => {
  await warehouse.stage(processedTickets, tickets)
  await warehouse.merge()
}

test.each([null, "", "  "])("an optional column may be %j, and is null then", async (nothing) => {
  await merged({ ...goodTicket, category: nothing, engine: nothing, model: nothing })
  expect(await warehouse.rows("select reasons from rejected_tickets")).toEqual([])
  expect(await warehouse.rows("select category, engine, model from processed_tickets")).toEqual([
    { category: null, engine: null, model: null },
  ])
})

test.each([
  ["with", [null, "hardware"]],
  ["without", ["hardware", null]],
])("a ticket that is delivered again %s a value that was added since has it then", async (_, values) => {
  for (const category of values) await merged({ ...goodTicket, category })
  expect(await warehouse.rows("select category from processed_tickets")).toEqual([{ category: "hardware" }])
})
