import { beforeAll, expect, test } from "vitest"
import { isActive } from "#core/ticket/is-active"
import { listInbox } from "#functions/api/list-inbox"
import { viewTable } from "#functions/views/view-table"
import { ticketInbox } from "#projections/ticket-inbox"
import { InboxAnswer, type InboxRow } from "#schemas/ticket/views/inbox-row"
import { call, claimsOf } from "#test/support/api-call"
import { inboxRows } from "#test/support/inbox-rows"
import { idsOf } from "#test/support/listed"
import { localDynamodb } from "#test/support/local-dynamodb"

const rows = inboxRows(40)
const local = localDynamodb()
let inbox: unknown
let put: (row: InboxRow, version: number) => Promise<boolean>

beforeAll(async () => {
  const views = viewTable(local.client(), await local.table("views"))(ticketInbox, 1)
  inbox = listInbox(async () => views)
  put = (row, version) => views.put({ id: row.ticketId, row, version }, version - 1)
  await Promise.all(rows.map((row) => put(row, 1)))
})

const answer = async (query: Record<string, string>) => {
  const { status, body } = await call(inbox, { query, claims: claimsOf.agent })
  expect(status).toBe(200)
  return InboxAnswer.parse(body)
}
const isNow = (row: InboxRow): InboxRow => ({ ...row, updatedAt: new Date().toISOString() })

test("an agent reads all active rows by pages, then what changed and what left", async () => {
  const active = rows.filter(({ status }) => isActive[status])
  const items = []
  let page = await answer({ limit: "7" })
  for (; page.cursor; page = await answer({ limit: "7", cursor: page.cursor })) items.push(...page.items)
  items.push(...page.items)
  expect(idsOf(items).sort()).toEqual(idsOf(active).sort())

  const [one, other] = active
  if (!one || !other) throw new Error("too few are active")
  await put(isNow({ ...one, subject: "New words" }), 2)
  await put(isNow({ ...other, status: "closed" }), 2)
  expect(await answer({ after: page.after })).toMatchObject({
    items: [{ ticketId: one.ticketId, subject: "New words", version: 2 }],
    left: [{ ticketId: other.ticketId, version: 2 }],
  })
})
test.each([
  [{ after: "x" }, "after"],
  [{ cursor: "x" }, "cursor"],
  [{ after: "x", cursor: "x" }, "cursor"],
  [{ limit: "1001" }, "limit"],
  [{ status: "open" }, "status"],
])("%o is refused by name", async (query, field) =>
  expect(await call(inbox, { query, claims: claimsOf.agent })).toMatchObject({
    status: 400,
    body: { code: "invalid", errors: [{ field }] },
  }),
)
test("it is for who works at the desk", async () => {
  for (const claims of [claimsOf.customer, claimsOf.integration])
    expect(await call(inbox, { claims })).toMatchObject({ status: 403, body: { code: "not-allowed" } })
})
