import { people } from "#core/engine/access"
import { Invalid } from "#core/invalid"
import { api } from "#functions/http/api"
import type { Caller } from "#functions/http/caller"
import { rowForCustomer } from "#functions/http/customer-eyes"
import { route as described, noInput } from "#functions/http/route"
import { liveInbox } from "#functions/views/views"
import type { InboxEntity } from "#projections/inbox-entity"
import { WrongCursor } from "#projections/inbox-position"
import { queryInbox } from "#projections/inbox-query"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { InboxPage } from "#schemas/ticket/views/inbox-row"

/** A customer's list is their own, whatever they ask for. */
const scoped = (caller: Caller, query: InboxQuery): InboxQuery => {
  if (caller.role !== "customer") return query
  const { customer: _, team: __, assignee: ___, without: ____, ...rest } = query
  return { ...rest, customer: caller.id }
}

const page = async (entity: InboxEntity, query: InboxQuery): Promise<InboxPage> => {
  try {
    return await queryInbox(entity, query)
  } catch (error) {
    if (error instanceof WrongCursor) throw new Invalid([{ field: "cursor", message: error.message }])
    throw error
  }
}

/** GET /api/tickets */
export const route = described({
  summary: "A list of tickets, newest submission first",
  for: people,
  path: noInput,
  query: InboxQuery,
  answer: { name: "InboxPage", shape: InboxPage },
})

export const listTickets = (inbox: () => Promise<InboxEntity>) =>
  api(route, async ({ caller, query }) => {
    const { items, ...rest } = await page(await inbox(), scoped(caller, query))
    return { body: { items: caller.role === "customer" ? items.map(rowForCustomer) : items, ...rest } }
  })

export const handler = listTickets(liveInbox)
