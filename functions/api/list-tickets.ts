import { people } from "#core/engine/access"
import { api } from "#functions/http/api"
import type { Caller } from "#functions/http/caller"
import { cursorsIn } from "#functions/http/cursors"
import { rowForCustomer } from "#functions/http/customer-eyes"
import { route as described, noInput } from "#functions/http/route"
import { live } from "#functions/views/views"
import { queryInbox } from "#projections/inbox/query"
import type { ReadPage } from "#projections/inbox/read-page"
import { ticketInbox } from "#projections/ticket-inbox"
import { CustomerId } from "#schemas/id"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import { CustomerInboxPage } from "#schemas/ticket/views/customer-row"
import { InboxPage } from "#schemas/ticket/views/inbox-row"

/** A customer's list is their own, whatever they ask for. */
const scoped = (caller: Caller, query: InboxQuery): InboxQuery => {
  if (caller.role !== "customer") return query
  const { customer: _, team: __, assignee: ___, without: ____, ...rest } = query
  return { ...rest, customer: CustomerId.parse(caller.id) }
}

const seenBy = ({ role }: Caller, page: InboxPage): InboxPage | CustomerInboxPage =>
  role === "customer" ? { ...page, items: page.items.map(rowForCustomer) } : page

/** The inbox that readers see now. */
export type Inbox = () => Promise<{ page: ReadPage }>

/** GET /api/tickets */
export const route = described({
  summary: "A list of tickets, newest submission first",
  for: people,
  path: noInput,
  query: InboxQuery,
  answer: { name: "InboxPage", shape: InboxPage },
  toCustomers: { name: "CustomerInboxPage", shape: CustomerInboxPage },
})

export const listTickets = (inbox: Inbox) =>
  api(route, async ({ caller, query }) => {
    const { page } = await inbox()
    return { body: seenBy(caller, await cursorsIn("cursor", () => queryInbox(page, scoped(caller, query)))) }
  })

export const handler = listTickets(live(ticketInbox))
