import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { z } from "zod"
import { listTickets } from "#functions/api/list-tickets"
import { customerIdOf } from "#functions/lib/customer-id"
import { viewTable } from "#functions/views/view-table"
import { ticketInbox } from "#projections/ticket-inbox"
import { CustomerItem } from "#schemas/ticket/views/customer-row"
import { InboxItem, type InboxRow } from "#schemas/ticket/views/inbox-row"
import { call, claimsOf } from "#test/support/api-call"
import { inboxRows, listQuery, values } from "#test/support/inbox-rows"
import { idsOf, listed, order } from "#test/support/listed"
import { localDynamodb } from "#test/support/local-dynamodb"

const rows = inboxRows(260)
const local = localDynamodb()
let list: unknown
let put: (row: InboxRow, version: number) => Promise<boolean>

beforeAll(async () => {
  const inbox = viewTable(local.client(), await local.table("views"))(ticketInbox, 1)
  list = listTickets(async () => inbox)
  put = (row, version) => inbox.put({ id: row.ticketId, row, version }, version - 1)
  await Promise.all(rows.map((row) => put(row, 1)))
})

type Claims = Record<string, string>
type Asked = Record<string, string>
const asking = async (query: Asked, claims: Claims = claimsOf.agent) => call(list, { query, claims })

const Answer = z.object({
  items: z.array(z.union([InboxItem.strict(), CustomerItem.strict()])),
  cursor: z.string().optional(),
})
type Items = z.infer<typeof Answer>["items"]

const paged = async (query: Asked, claims?: Claims): Promise<Items> => {
  const items: Items = []
  for (let cursor: string | undefined, pages = 0; pages <= rows.length; pages++) {
    const { status, body } = await asking({ ...query, ...(cursor && { cursor }) }, claims)
    expect(status).toBe(200)
    const page = Answer.parse(body)
    expect(page.items.length).toBeLessThanOrEqual(Number(query.limit ?? 50))
    items.push(...page.items)
    cursor = page.cursor
    if (!cursor) return items
  }
  throw new Error("The list does not end")
}

/** Smaller pages of more tickets are tried without a table in test/projections/inbox/query.test.ts. */
const limit = fc.integer({ min: 8, max: 100 })

test("paging through any filter by any limit shows each of its tickets once, newest submission first", () =>
  fc.assert(
    fc.asyncProperty(listQuery, limit, async (query, most) => {
      expect(idsOf(await paged({ ...query, limit: String(most) }))).toEqual(listed(rows, query))
    }),
    { numRuns: 40 },
  ))

test("a customer pages through their own tickets, whatever they ask for, and sees nothing of the inside", () =>
  fc.assert(
    fc.asyncProperty(listQuery, limit, async (query, most) => {
      const own = { ...query, customer: customerIdOf(claimsOf.customer.email) }
      delete own.team
      delete own.assignee
      delete own.without
      const items = await paged({ ...query, limit: String(most) }, claimsOf.customer)
      expect(idsOf(items)).toEqual(listed(rows, own))
      for (const item of items) {
        expect(item).toMatchObject({ customer: { id: own.customer }, draftWaiting: false })
        expect(CustomerItem.strict().safeParse(item).error).toBeUndefined()
      }
    }),
    { numRuns: 20 },
  ))

test("a team that is called none is not the lack of one", async () => {
  const teams = async (query: Asked) =>
    new Set((await paged(query)).map((row) => ("team" in row ? row.team : undefined)))
  expect(await teams({ team: "none" })).toEqual(new Set(["none"]))
  expect(await teams({ team: " none" })).toEqual(new Set(["none"]))
  expect(await teams({ without: "team" })).toEqual(new Set([undefined]))
  expect(await teams({ without: "team", team: "none" })).toEqual(new Set())
})

const cursorOf = async (query: Asked, claims?: Claims): Promise<string> => {
  const { body } = await asking({ ...query, limit: "5" }, claims)
  return Answer.parse(body).cursor ?? ""
}

test("a cursor of another list goes on from its place in this one, and into nobody else's", async () => {
  const foreign = await cursorOf({}, claimsOf.stranger)
  const stan = customerIdOf(claimsOf.stranger.email)
  const last = rows.find(({ ticketId }) => ticketId === listed(rows, { customer: stan })[4])
  const after = listed(rows, { customer: customerIdOf(claimsOf.customer.email) }).filter((id) => {
    const row = rows.find(({ ticketId }) => ticketId === id)
    return row && last && order(row) < order(last)
  })
  const { body } = await asking({ cursor: foreign, limit: "100" }, claimsOf.customer)
  expect(idsOf(Answer.parse(body).items)).toEqual(after)
  for (const status of ["new", "closed"])
    expect(await asking({ cursor: await cursorOf({ team: values.teams[0] ?? "" }), status })).toMatchObject({
      status: 200,
    })
})
test("a cursor stays true when its ticket changes", async () => {
  const query = { status: "open" }
  const before = await paged(query)
  const cursor = await cursorOf(query)
  const [moved] = rows.filter(({ ticketId }) => ticketId === before[4]?.ticketId)
  if (!moved) throw new Error("too few tickets are open")
  await put({ ...moved, status: "closed" }, 2)
  const { body } = await asking({ ...query, cursor, limit: "100" })
  expect(idsOf(Answer.parse(body).items)).toEqual(idsOf(before.slice(5)))
  await put(moved, 3)
})
test.each([
  "x",
  "e30",
  "null",
  Buffer.from("{}").toString("base64url"),
  Buffer.from("2026-01-02T03:04:05Z/").toString("base64url"),
  Buffer.from("yesterday/TKT-1").toString("base64url"),
  Buffer.from("2026-01-02T03:04:05.000Z/TKT-1/more").toString("base64url"),
  Buffer.from(JSON.stringify({ pk: 5, sk: null, gsi5pk: "", gsi5sk: {} })).toString("base64url"),
])("the cursor %s, which no list gave out, is the caller's fault", async (cursor) => {
  expect(await asking({ cursor })).toMatchObject({ status: 400, body: { errors: [{ field: "cursor" }] } })
})
test.each([
  [{ limit: "0" }, "limit"],
  [{ limit: "101" }, "limit"],
  [{ limit: "many" }, "limit"],
  [{ status: "new,lost" }, "status.1"],
  [{ priority: "high" }, "priority.0"],
  [{ customer: "cora" }, "customer"],
  [{ q: " " }, "q"],
  [{ without: "priority" }, "without.0"],
  [{ sort: "subject" }, "sort"],
])("%o is refused by name", async (query, field) => {
  expect(await asking(query)).toMatchObject({ status: 400, body: { code: "invalid", errors: [{ field }] } })
})
test("an integration may not read", async () => {
  expect(await asking({}, claimsOf.integration)).toMatchObject({ status: 403, body: { code: "not-allowed" } })
})
