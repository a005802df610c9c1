import { parse } from "#core/invalid"
import { api } from "#functions/http/api"
import type { Caller } from "#functions/http/caller"
import { cursorsIn } from "#functions/http/cursors"
import { rowForCustomer } from "#functions/http/customer-eyes"
import { HttpProblem } from "#functions/http/problem"
import { filled } from "#functions/views/views"
import { queryInbox } from "#projections/inbox/query"
import type { ReadPage } from "#projections/inbox/read-page"
import { ticketInbox } from "#projections/ticket-inbox"
import { InboxQuery } from "#schemas/ticket/messages/inbox-query"
import type { CustomerInboxPage } from "#schemas/ticket/views/customer-row"
import type { InboxPage } from "#schemas/ticket/views/inbox-row"

/** A customer's list is their own, whatever they ask for. */
const scoped = (caller: Caller, query: InboxQuery): InboxQuery => {
  if (caller.role === "integration")
    throw new HttpProblem(403, "not-allowed", "Integrations may submit tickets, not read them")
  if (caller.role !== "customer") return query
  const { customer: _, team: __, assignee: ___, without: ____, ...rest } = query
  return { ...rest, customer: caller.id }
}

const seenBy = ({ role }: Caller, page: InboxPage): InboxPage | CustomerInboxPage =>
  role === "customer" ? { ...page, items: page.items.map(rowForCustomer) } : page

/** The inbox that readers see now. */
export type Inbox = () => Promise<{ page: ReadPage }>

/** GET /api/tickets */
export const listTickets = (inbox: Inbox) =>
  api(async ({ caller, query }) => {
    const asked = scoped(caller, parse(InboxQuery, query))
    const { page } = await inbox()
    return { body: seenBy(caller, await cursorsIn("cursor", () => queryInbox(page, asked))) }
  })

export const handler = listTickets(filled(ticketInbox))
