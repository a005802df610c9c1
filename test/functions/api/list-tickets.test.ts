import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import fc from "fast-check"
import { beforeAll, expect, test } from "vitest"
import { listTickets } from "#functions/api/list-tickets"
import { customerIdOf } from "#functions/lib/customer-id"
import { inboxEntity } from "#projections/inbox-entity"
import { inboxStore } from "#projections/inbox-store"
import { InboxPage, type InboxRow } from "#schemas/ticket/views/inbox-row"
import { call, claimsOf } from "#test/support/api-call"
import { inboxRows, type ListQuery, listQuery, values } from "#test/support/inbox-rows"
import { localDynamodb } from "#test/support/local-dynamodb"

/** More than one request to the table examines, so that filters that find little need several. */
const rows = inboxRows(260)
const local = localDynamodb()
let list: unknown
let put: (row: InboxRow, version: number) => Promise<boolean>

beforeAll(async () => {
  const entity = inboxEntity(DynamoDBDocumentClient.from(local.client()), await local.table("views"))
  const store = inboxStore(entity)
  list = listTickets(async () => entity)
  put = (row, version) => store.put({ ticketId: row.ticketId, row, version }, version - 1)
  await Promise.all(rows.map((row) => put(row, 1)))
})

type Claims = Record<string, string>
type Asked = Record<string, string>
const asking = async (query: Asked, claims: Claims = claimsOf.agent) => call(list, { query, claims })

const paged = async (query: Asked, claims?: Claims): Promise<InboxPage["items"]> => {
  const items = []
  for (let cursor: string | undefined, pages = 0; pages <= rows.length; pages++) {
    const { status, body } = await asking({ ...query, ...(cursor && { cursor }) }, claims)
    expect(status).toBe(200)
    const page = InboxPage.parse(body)
    expect(page.items.length).toBeLessThanOrEqual(Number(query.limit ?? 50))
    items.push(...page.items)
    cursor = page.cursor
    if (!cursor) return items
  }
  throw new Error("The list does not end")
}

const among = (asked: string | undefined, value = "") => !asked || asked.split(",").includes(value)
const is = (asked: string | undefined, value: string | undefined) => !asked || asked === value
const lacks = (asked: string | undefined, row: InboxRow) =>
  [!asked?.includes("team") || !row.team, !asked?.includes("assignee") || !row.assignee].every(Boolean)
const says = (asked: string | undefined, { ticketId, subject, customer, product, issueType }: InboxRow) =>
  [ticketId, subject, customer.name, product, issueType]
    .join(" ")
    .toLowerCase()
    .includes((asked ?? "").toLowerCase())

const fits = (row: InboxRow, { status, priority, team, assignee, without, customer, q }: ListQuery): boolean =>
  [
    among(status, row.status),
    among(priority, row.priority),
    is(team, row.team),
    lacks(without, row),
    is(assignee, row.assignee?.id),
    is(customer, row.customer.id),
    says(q, row),
  ].every(Boolean)

const order = ({ submittedAt, ticketId }: InboxRow) => `${submittedAt} ${ticketId}`
const expected = (query: ListQuery): string[] =>
  rows
    .filter((row) => fits(row, query))
    .sort((a, b) => (order(a) < order(b) ? 1 : -1))
    .map(({ ticketId }) => ticketId)
const idsOf = (items: readonly InboxRow[]) => items.map(({ ticketId }) => ticketId)

const limit = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 100 }))

test("paging through any filter by any limit shows each of its tickets once, newest submission first", () =>
  fc.assert(
    fc.asyncProperty(listQuery, limit, async (query, most) => {
      expect(idsOf(await paged({ ...query, limit: String(most) }))).toEqual(expected(query))
    }),
    { numRuns: 60 },
  ))

test("a customer pages through their own tickets, whatever they ask for, and sees nothing of the inside", () =>
  fc.assert(
    fc.asyncProperty(listQuery, limit, async (query, most) => {
      const own = { ...query, customer: customerIdOf(claimsOf.customer.email) }
      delete own.team
      delete own.assignee
      delete own.without
      const items = await paged({ ...query, limit: String(most) }, claimsOf.customer)
      expect(idsOf(items)).toEqual(expected(own))
      for (const item of items) {
        expect(item).toMatchObject({ customer: { id: own.customer }, draftWaiting: false })
        for (const inside of ["team", "assignee", "sentiment", "category", "priorityBy"])
          expect(item).not.toHaveProperty(inside)
      }
    }),
    { numRuns: 30 },
  ))

test("a team that is called none is not the lack of one", async () => {
  const teams = async (query: Asked) => new Set((await paged(query)).map(({ team }) => team))
  expect(await teams({ team: "none" })).toEqual(new Set(["none"]))
  expect(await teams({ team: " none" })).toEqual(new Set(["none"]))
  expect(await teams({ without: "team" })).toEqual(new Set([undefined]))
  expect(await teams({ without: "team", team: "none" })).toEqual(new Set())
})

const cursorOf = async (query: Asked, claims?: Claims): Promise<string> => {
  const { body } = await asking({ ...query, limit: "5" }, claims)
  return InboxPage.parse(body).cursor ?? ""
}

test("a cursor of another list goes on from its place in this one, and into nobody else's", async () => {
  const foreign = await cursorOf({}, claimsOf.stranger)
  const stan = customerIdOf(claimsOf.stranger.email)
  const last = rows.find(({ ticketId }) => ticketId === expected({ customer: stan })[4])
  const after = expected({ customer: customerIdOf(claimsOf.customer.email) }).filter((id) => {
    const row = rows.find(({ ticketId }) => ticketId === id)
    return row && last && order(row) < order(last)
  })
  const { body } = await asking({ cursor: foreign, limit: "100" }, claimsOf.customer)
  expect(idsOf(InboxPage.parse(body).items)).toEqual(after)
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
  expect(idsOf(InboxPage.parse(body).items)).toEqual(idsOf(before.slice(5)))
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
