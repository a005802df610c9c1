import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { mergeStatements } from "#functions/warehouse/merge"
import { processedTickets, ticketEvents } from "#functions/warehouse/tables"
import { goodEvent, goodTicket, mergedAt, type RawRow, warehouseAlone } from "#test/support/warehouse-tables"

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

const count = async (table: string) => (await warehouse.rows(`select * from ${table}`)).length
const reasons = async () =>
  (await warehouse.rows("select reasons from rejected_tickets order by reasons")).map((row) => row.reasons)

test("a good ticket becomes a row with the types of its columns", async () => {
  await merged(goodTicket)
  expect(await warehouse.rows("select *, processed_at::text as processed from processed_tickets")).toEqual([
    expect.objectContaining({
      ticket_id: "TKT-1",
      sentiment_score_negative: 0.8,
      processed: "2026-01-02 03:04:00.123",
    }),
  ])
  expect(await count("processed_tickets_staging")).toBe(0)
})

test("a row that is wrong in every column is rejected with a reason for each", async () => {
  const wrong = Object.fromEntries(processedTickets.columns.map(({ name }) => [name, "x".repeat(5001)]))
  await merged(wrong)
  const [all] = await reasons()
  expect(String(all).split("; ")).toHaveLength(processedTickets.columns.length)
})

test.each([
  ["ticket_id", null, "ticket_id is missing"],
  ["subject", "  ", "subject is missing"],
  ["product", "x".repeat(51), "product has more than 50 bytes"],
  ["product", "é".repeat(26), "product has more than 50 bytes"],
  ["priority", "URGENT", "priority is none of LOW, MEDIUM, HIGH, CRITICAL"],
  ["sentiment", "negative", "sentiment is none of POSITIVE, NEGATIVE, NEUTRAL, MIXED"],
  ["category", "gadgets", "category is none of access, billing, bug, delivery, how-to, hardware, feedback, other"],
  ["engine", "MODEL", "engine is none of model, rules"],
  ["model", "x".repeat(201), "model has more than 200 bytes"],
  ["sentiment_score_mixed", "0,5", "sentiment_score_mixed is not a number"],
  ["sentiment_score_mixed", "NaN", "sentiment_score_mixed is not a number"],
  ["sentiment_score_mixed", "1e999", "sentiment_score_mixed is not a number"],
])("%s = %j is rejected", async (column, value, reason) => {
  await merged({ ...goodTicket, [column]: value })
  expect(await reasons()).toEqual([reason])
  expect(await count("processed_tickets")).toBe(0)
})

const times = [
  ["2024-02-29T00:00:00Z", true],
  ["2000-02-29T00:00:00Z", true],
  ["2023-02-29T00:00:00Z", false],
  ["1900-02-29T00:00:00Z", false],
  ["2026-02-30T00:00:00Z", false],
  ["2026-04-30T23:59:59.999999Z", true],
  ["2026-04-31T00:00:00Z", false],
  ["2026-12-31T00:00:00Z", true],
  ["2026-13-01T00:00:00Z", false],
  ["2026-00-10T00:00:00Z", false],
  ["2026-01-00T00:00:00Z", false],
  ["0000-01-01T00:00:00Z", false],
  ["0001-01-01T00:00:00Z", true],
  ["2026-01-02T24:00:00Z", false],
  ["2026-01-02T23:60:00Z", false],
  ["2026-01-02T03:04:05+01:00", false],
  ["2026-01-02 03:04:05", false],
  ["2026-01-02T03:04:05.1234567Z", false],
  ["yesterday", false],
] as const

test.each(times)("%s as a time is accepted: %s", async (time, accepted) => {
  await merged({ ...goodTicket, submitted_at: time })
  expect(await count("processed_tickets")).toBe(accepted ? 1 : 0)
  expect(await reasons()).toEqual(
    accepted ? [] : ["submitted_at is not a date and time in UTC like 2026-01-02T03:04:05Z"],
  )
})

test("the calendar agrees with JavaScript's for every day of years that are and are not leap years", async () => {
  const days = [1900, 2000, 2023, 2024].flatMap((year) =>
    Array.from({ length: 12 * 31 }, (_, day) => {
      const two = (number: number) => String(number).padStart(2, "0")
      return `${year}-${two(Math.floor(day / 31) + 1)}-${two((day % 31) + 1)}T00:00:00Z`
    }),
  )
  const exists = days.filter((day) => new Date(day).toJSON()?.startsWith(day.slice(0, 10)))
  await merged(...days.map((day, index) => ({ ...goodTicket, ticket_id: `TKT-${index}`, submitted_at: day })))
  expect(await count("processed_tickets")).toBe(exists.length)
  expect(await count("rejected_tickets")).toBe(days.length - exists.length)
})

test("a rejected row keeps all that it said, every reason and the time", async () => {
  await merged({ ...goodTicket, priority: "URGENT", subject: null, submitted_at: "yesterday" })
  expect(await warehouse.rows("select *, rejected_at::text as at from rejected_tickets")).toEqual([
    expect.objectContaining({
      ...goodTicket,
      priority: "URGENT",
      subject: null,
      submitted_at: "yesterday",
      reasons:
        "submitted_at is not a date and time in UTC like 2026-01-02T03:04:05Z; subject is missing; priority is none of LOW, MEDIUM, HIGH, CRITICAL",
      at: "2026-03-04 05:06:07",
    }),
  ])
})

test("one bad row does not hold up the others", async () => {
  await merged({ ...goodTicket, priority: "URGENT" }, { ...goodTicket, ticket_id: "TKT-2" })
  expect(await warehouse.rows("select ticket_id from processed_tickets")).toEqual([{ ticket_id: "TKT-2" }])
})

const newer = { ...goodTicket, response_text: "Newer", processed_at: "2026-01-02T03:04:00.124Z" }

test.each([
  ["in one batch", [[newer, goodTicket]]],
  ["in one batch, the other way round", [[goodTicket, newer]]],
  ["in two merges", [[goodTicket], [newer]]],
  ["in two merges, the older one late", [[newer], [goodTicket]]],
])("the newest row of a ticket wins %s", async (_, batches) => {
  for (const batch of batches) await merged(...batch)
  expect(await warehouse.rows("select response_text from processed_tickets")).toEqual([{ response_text: "Newer" }])
})

test("events are merged by their id, and a bad one is kept with its reasons", async () => {
  await warehouse.stage(ticketEvents, [goodEvent, goodEvent, { ...goodEvent, event_id: "c2.0", version: "two" }])
  await warehouse.merge()
  expect(await warehouse.rows("select event_id, version, causation_id, data from ticket_events")).toEqual([
    { event_id: "c1.0", version: 1, causation_id: null, data: '{"subject":"No connection"}' },
  ])
  expect(await warehouse.rows("select event_id, reasons from rejected_events")).toEqual([
    { event_id: "c2.0", reasons: "version is not a whole number" },
  ])
})

test("merging nothing changes nothing", async () => {
  await merged(goodTicket)
  await warehouse.merge()
  await warehouse.merge()
  expect(await count("processed_tickets")).toBe(1)
  expect(await count("rejected_tickets")).toBe(0)
})

test("a merge that breaks off after any of its statements has changed nothing", async () => {
  await warehouse.stage(processedTickets, [goodTicket, { ...goodTicket, priority: "URGENT" }])
  for (let statements = 1; statements < mergeStatements(mergedAt).length; statements++) {
    await warehouse.merge(statements)
    expect(await count("processed_tickets_staging")).toBe(2)
  }
  await warehouse.merge()
  expect([await count("processed_tickets"), await count("rejected_tickets")]).toEqual([1, 1])
})

test("the statements are few and small enough for one Redshift Data batch", () => {
  expect(mergeStatements(mergedAt).length).toBeLessThanOrEqual(40)
  expect(Math.max(...mergeStatements(mergedAt).map((sql) => sql.length))).toBeLessThan(100_000)
})

test("nothing in the statements is PostgreSQL's alone", () => {
  const sql = mergeStatements(mergedAt).join(";\n")
  expect(sql).not.toMatch(/::|on conflict|returning|try_cast|now\(|current_timestamp|distinct on|\\/i)
})

test("a good line among others is no good value: Redshift's patterns look at lines", async () => {
  await merged({ ...goodTicket, processed_at: `${goodTicket.processed_at}\nx`, sentiment_score_mixed: "0.1\n0.2" })
  expect(await count("processed_tickets")).toBe(0)
  const sql = mergeStatements(mergedAt).join(" ")
  expect(sql).toContain('strpos("processed_at", chr(10)) > 0')
  expect(sql).toContain('strpos("sentiment_score_mixed", chr(10)) > 0')
})
