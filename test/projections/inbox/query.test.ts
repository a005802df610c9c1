import fc from "fast-check"
import { expect, test } from "vitest"
import { queryInbox } from "#projections/inbox/query"
import { TicketId } from "#schemas/id"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import { Status } from "#schemas/ticket/words"
import { inboxRows, type ListQuery, listQuery } from "#test/support/inbox-rows"
import { idsOf, listed } from "#test/support/listed"
import { memoryPages } from "#test/support/memory-pages"

type Pages = ReturnType<typeof memoryPages>

/** Every row of a list, page by page. */
const paged = async ({ read }: Pages, query: ListQuery, limit: number): Promise<InboxRow[]> => {
  const items: InboxRow[] = []
  let cursor: string | undefined
  do {
    const page = await queryInbox(read, InboxQuery.parse({ ...query, limit, ...(cursor && { cursor }) }))
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return items
}

test("any filter of any tickets, paged by any limit, shows what fits once each, newest submission first", () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 400 }),
      listQuery,
      fc.integer({ min: 1, max: 100 }),
      async (n, query, limit) => {
        const rows = inboxRows(n)
        expect(idsOf(await paged(memoryPages(rows), query, limit))).toEqual(listed(rows, query))
      },
    ),
    { numRuns: 150 },
  ))

const many = (count: number, row: (n: number) => Partial<InboxRow>): InboxRow[] => {
  const [like] = inboxRows(1)
  if (!like) throw new Error("no row")
  return Array.from({ length: count }, (_, n) => ({
    ...like,
    ticketId: TicketId.parse(`TKT-${count}-${n}`),
    ...row(n),
  }))
}
const minute = (n: number) => new Date(Date.UTC(2026, 5, 1) - n * 60_000).toISOString()

test("a filter that finds nothing examines a bounded number of rows, says where it stopped, and goes on", async () => {
  const pages = memoryPages(many(5_000, (n) => ({ status: "closed", submittedAt: minute(n) })))
  const first = await queryInbox(pages.read, InboxQuery.parse({ q: "nothing like it" }))
  expect(first.items).toEqual([])
  expect(first.cursor).toBeDefined()
  expect(pages.examined.rows).toBeLessThanOrEqual(1_300)
  expect(await paged(pages, { q: "nothing like it" }, 50)).toEqual([])
})
test("months without settled tickets, however many, cost no request", async () => {
  const rows = [0, 1, 700, 701].flatMap((month) =>
    many(1, () => ({
      ticketId: TicketId.parse(`TKT-m${month}`),
      status: "closed",
      submittedAt: new Date(Date.UTC(2026, -month, 2)).toISOString(),
    })),
  )
  const pages = memoryPages(rows)
  expect(idsOf(await paged(pages, {}, 50))).toEqual(["TKT-m0", "TKT-m1", "TKT-m700", "TKT-m701"])
  expect(pages.examined.requests).toBeLessThan(20)
})
test.each([
  { status: "new,open,pending,on-hold" },
  { status: "open", q: "x" },
  { team: "Escalations", status: "open" },
])("%o looks at no settled ticket", async (query) => {
  const settled = many(300, (n) => ({ status: "closed", submittedAt: minute(n) }))
  const active = many(20, (n) => ({ status: "open", team: "Escalations", submittedAt: minute(n * 10) }))
  const pages = memoryPages([...settled, ...active])
  await paged(pages, query, 50)
  expect(pages.examined.rows).toBeLessThanOrEqual(20)
})
test("a cursor stays true when its ticket is settled and when it comes back", async () => {
  const rows = many(30, (n) => ({ status: Status.options[n % 6] ?? "new", submittedAt: minute(n) }))
  const pages = memoryPages(rows)
  const page = (cursor?: string) => queryInbox(pages.read, InboxQuery.parse({ limit: 5, ...(cursor && { cursor }) }))
  const before = await page()
  for (const status of ["closed", "open"] as const) {
    const last = before.items.at(-1)
    if (last) pages.put({ ...last, status }, 2)
    expect(idsOf((await page(before.cursor)).items)).toEqual(idsOf(rows.slice(5, 10)))
  }
})
