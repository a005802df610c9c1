import { createConversions } from "electrodb"
import { cursorAt } from "#projections/cursor"
import { type InboxEntity, nobody } from "#projections/inbox-entity"
import { ticketInbox } from "#projections/ticket-inbox"
import type { InboxQuery } from "#schemas/messages/inbox-query"
import { InboxPage } from "#schemas/views/inbox-row"

/** Requests made and rows examined per request for one answer, so that a filter that matches little ends. */
const rounds = 20
const examined = 200

/** The narrowest index that the query names. What it does not cover is filtered. */
const indexOf = ({ customer, assignee, team, status }: InboxQuery) => {
  if (customer) return "customer"
  if (assignee) return "assignee"
  if (team) return "team"
  return status?.length === 1 ? "status" : "all"
}

const indexed = (entity: InboxEntity, query: InboxQuery) => {
  const { customer: customerId = "", assignee = nobody, team = nobody, status: [status = ""] = [] } = query
  const by = {
    customer: () => entity.query.customer({ customerId }),
    assignee: () => entity.query.assignee({ assignee }),
    team: () => entity.query.team({ team }),
    status: () => entity.query.status({ status }),
    all: () => entity.query.all({}),
  }
  return by[indexOf(query)]()
}

const select = (entity: InboxEntity, query: InboxQuery) =>
  indexed(entity, query).where((field, is) => {
    const oneOf = (attribute: typeof field.status | typeof field.priority, values: readonly string[] = []) =>
      values.length > 0 ? `(${values.map((value) => is.eq(attribute, value)).join(" OR ")})` : ""
    return [
      oneOf(field.status, query.status),
      oneOf(field.priority, query.priority),
      query.team ? is.eq(field.team, query.team) : "",
      query.assignee ? is.eq(field.assignee, query.assignee) : "",
      query.q ? is.contains(field.search, query.q.toLowerCase()) : "",
    ]
      .filter((clause) => clause !== "")
      .join(" AND ")
  })

const gather = async (entity: InboxEntity, query: InboxQuery) => {
  const filtered = query.q ?? query.priority ?? query.status ?? query.team ?? query.assignee
  const found = []
  const here = { name: ticketInbox.name, revision: entity.schema.model.version }
  let cursor = query.cursor ? cursorAt(here, query.cursor) : null
  for (let round = 0; round < rounds; round++) {
    const step = await select(entity, query).go({ order: "desc", limit: filtered ? examined : query.limit, cursor })
    found.push(...step.data)
    cursor = step.cursor
    if (cursor === null || found.length >= query.limit) break
  }
  return { found, cursor }
}

/**
 * One page of the inbox, newest submission first. `cursor` is missing on the last page; a page may hold fewer than
 * `limit` rows and still have a cursor.
 */
export const queryInbox = async (entity: InboxEntity, query: InboxQuery): Promise<InboxPage> => {
  const { found, cursor } = await gather(entity, query)
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  const cut = last && found.length > items.length
  const next = cut ? createConversions(entity).byAccessPattern[indexOf(query)].fromComposite.toCursor(last) : cursor
  return InboxPage.parse({
    items: items.map(({ row, version }) => ({ ...row, version })),
    ...(next && { cursor: next }),
  })
}
