import { createConversions } from "electrodb"
import { type InboxEntity, nobody } from "#projections/inbox-entity"
import { fromCursor, type Position, positionOf, toCursor } from "#projections/inbox-position"
import type { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { InboxPage } from "#schemas/ticket/views/inbox-row"

/** Requests made and rows examined per request for one answer, so that a filter that matches little ends. */
const rounds = 20
const examined = 200

type Owner = "team" | "assignee"

/** Whether the query says anything about this owner. */
const names = (query: InboxQuery, owner: Owner): boolean =>
  query[owner] !== undefined || query.without?.includes(owner) === true

/** The narrowest index that the query names. What it does not cover is filtered. */
const indexOf = (query: InboxQuery) => {
  if (query.customer) return "customer"
  if (names(query, "assignee")) return "assignee"
  if (names(query, "team")) return "team"
  const { status } = query
  return status?.length === 1 ? "status" : "all"
}

/** What the indexes' partitions are named by. */
const partition = ({ customer = "", assignee = nobody, team = nobody, status = [] }: InboxQuery) => ({
  customerId: customer,
  assignee,
  team,
  status: status[0] ?? "",
})

const indexed = (entity: InboxEntity, query: InboxQuery) => {
  const keys = partition(query)
  const by = {
    customer: () => entity.query.customer(keys),
    assignee: () => entity.query.assignee(keys),
    team: () => entity.query.team(keys),
    status: () => entity.query.status(keys),
    all: () => entity.query.all({}),
  }
  return by[indexOf(query)]()
}

const select = (entity: InboxEntity, query: InboxQuery) =>
  indexed(entity, query).where((field, is) => {
    const oneOf = (attribute: typeof field.status | typeof field.priority, values: readonly string[] = []) =>
      values.length > 0 ? `(${values.map((value) => is.eq(attribute, value)).join(" OR ")})` : ""
    const lacking = query.without ?? []
    return [
      ...lacking.map((owner) => is.eq(field[owner], nobody)),
      oneOf(field.status, query.status),
      oneOf(field.priority, query.priority),
      query.team ? is.eq(field.team, query.team) : "",
      query.assignee ? is.eq(field.assignee, query.assignee) : "",
      query.q ? is.contains(field.search, query.q.toLowerCase()) : "",
    ]
      .filter((clause) => clause !== "")
      .join(" AND ")
  })

/** Between ElectroDB's cursors, which name every key of one index, and places in the list. */
const conversions = (entity: InboxEntity, query: InboxQuery) => {
  const { fromComposite, fromCursor } = createConversions(entity).byAccessPattern[indexOf(query)]
  return {
    toKeys: (place: Position) => fromComposite.toCursor({ ...place, ...partition(query) }),
    toPlace: (cursor: string) => positionOf(fromCursor.toComposite(cursor)),
  }
}

const isFiltered = ({ q, priority, status, team, assignee, without }: InboxQuery) =>
  [q, priority, status, team, assignee, without].some((each) => each !== undefined)

/** Rows after a place, at least `limit` of them where there are as many, and the place after which there may be more. */
const gather = async (entity: InboxEntity, query: InboxQuery) => {
  const { toKeys, toPlace } = conversions(entity, query)
  const limit = isFiltered(query) ? examined : query.limit
  const found = []
  let cursor = query.cursor === undefined ? null : toKeys(fromCursor(query.cursor))
  for (let round = 0; round < rounds; round++) {
    const step = await select(entity, query).go({ order: "desc", limit, cursor })
    found.push(...step.data)
    cursor = step.cursor
    if (cursor === null || found.length >= query.limit) break
  }
  return { found, after: cursor === null ? undefined : toPlace(cursor) }
}

/**
 * One page of the inbox, newest submission first. `cursor` is missing on the last page; a page may hold fewer than
 * `limit` rows and still have a cursor. Throws WrongCursor.
 */
export const queryInbox = async (entity: InboxEntity, query: InboxQuery): Promise<InboxPage> => {
  const { found, after } = await gather(entity, query)
  const items = found.slice(0, query.limit)
  const next = found.length > items.length ? items.at(-1) : after
  return InboxPage.parse({
    items: items.map(({ row, version }) => ({ ...row, version })),
    ...(next && { cursor: toCursor(next) }),
  })
}
