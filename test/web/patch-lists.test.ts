import { QueryClient } from "@tanstack/react-query"
import { expect, test } from "vitest"
import { AgentId } from "#schemas/id"
import type { InboxItem } from "#schemas/ticket/views/inbox-row"
import { inboxRows } from "#test/support/inbox-rows"
import { patchLists } from "#web/live/patch-lists.ts"

const rows: InboxItem[] = inboxRows(4).map((row) => ({ ...row, status: "open", version: 3 }))
const [first, second, elsewhere, unseen] = rows
if (!first || !second || !elsewhere || !unseen) throw new Error("too few rows")

const shows = (...items: InboxItem[]) => ({ pages: [{ items }], pageParams: [""] })
const desk = () => {
  const queries = new QueryClient()
  queries.setQueryData(["tickets", "status=open"], shows(first, second))
  queries.setQueryData(["tickets", "q=x"], shows(elsewhere, second))
  return queries
}
const listed = (queries: QueryClient, query: string): unknown => queries.getQueryData(["tickets", query])

test("a row whose ticket stays where it is goes into every list that shows it", () => {
  const queries = desk()
  const row: InboxItem = { ...second, preview: "And now?", lastMessageBy: "customer", version: 4 }
  expect(patchLists(queries, row)).toBe(true)
  expect(listed(queries, "status=open")).toEqual(shows(first, row))
  expect(listed(queries, "q=x")).toEqual(shows(elsewhere, row))
})
test("an older row than the one on the screen changes nothing", () => {
  const queries = desk()
  expect(patchLists(queries, { ...second, preview: "Before", version: 2 })).toBe(true)
  expect(listed(queries, "status=open")).toEqual(shows(first, second))
})
test.each([
  ["a ticket that no list shows", { ...unseen, version: 4 }],
  ["another status", { ...second, status: "resolved" as const, version: 4 }],
  ["another team", { ...second, team: "Another", version: 4 }],
  ["another assignee", { ...second, assignee: { id: AgentId.parse("agt-zoe"), name: "Zoe" }, version: 4 }],
])("%s: the lists must be asked for again", (_, row) => {
  const queries = desk()
  expect(patchLists(queries, row)).toBe(false)
  expect(listed(queries, "status=open")).toEqual(shows(first, second))
})
