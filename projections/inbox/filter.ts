import { isActive } from "#core/ticket/is-active"
import type { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import { Status } from "#schemas/ticket/words"

const among = <T>(asked: readonly T[] | undefined, value: T | undefined): boolean =>
  asked === undefined || (value !== undefined && asked.includes(value))

const is = <T>(asked: T | undefined, value: T | undefined): boolean => asked === undefined || asked === value

/** The text that `q` is looked for in. */
const searched = ({ ticketId, subject, customer, product, issueType }: InboxRow): string =>
  [ticketId, subject, customer.name, product, issueType].join(" ").toLowerCase()

/** Whether a list of this query shows the row. */
export const fits = (row: InboxRow, query: InboxQuery): boolean =>
  among(query.status, row.status) &&
  among(query.priority, row.priority) &&
  is(query.team, row.team) &&
  is(query.assignee, row.assignee?.id) &&
  is(query.customer, row.customer.id) &&
  (query.without ?? []).every((owner) => row[owner] === undefined) &&
  (query.q === undefined || searched(row).includes(query.q.toLowerCase()))

/** Whether no row can fit: somebody's tickets that are nobody's. */
export const isContradictory = (query: InboxQuery): boolean =>
  (query.without ?? []).some((owner) => query[owner] !== undefined)

/** Whether the query asks for any of the active tickets, or of the settled ones. */
export const wants = ({ status = Status.options }: InboxQuery, active: boolean): boolean =>
  status.some((each) => isActive[each] === active)

/** Whether it asks for all of them. */
export const wantsAll = ({ status = Status.options }: InboxQuery, active: boolean): boolean =>
  Status.options.every((each) => isActive[each] !== active || status.includes(each))
