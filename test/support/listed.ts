import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import type { ListQuery } from "#test/support/inbox-rows"

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

/** A row's place in every list. */
export const order = ({ submittedAt, ticketId }: InboxRow) => `${submittedAt}/${ticketId}`

/** The ids that a list of this query must show, in order: what anybody would write who had all rows at hand. */
export const listed = (rows: readonly InboxRow[], query: ListQuery): string[] =>
  rows
    .filter((row) => fits(row, query))
    .sort((a, b) => (order(a) < order(b) ? 1 : -1))
    .map(({ ticketId }) => ticketId)

export const idsOf = (items: readonly InboxRow[]) => items.map(({ ticketId }) => ticketId)
