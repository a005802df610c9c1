import { parse } from "#core/invalid"
import { api } from "#functions/lib/api"
import type { Caller } from "#functions/lib/caller"
import { rowForCustomer } from "#functions/lib/customer-eyes"
import { HttpProblem } from "#functions/lib/problem"
import { liveInbox } from "#functions/lib/views"
import type { InboxEntity } from "#projections/inbox-entity"
import { queryInbox } from "#projections/inbox-query"
import { InboxQuery } from "#schemas/messages/inbox-query"

/** A customer's list is their own, whatever they ask for. */
const scoped = (caller: Caller, query: InboxQuery): InboxQuery => {
  if (caller.role === "integration")
    throw new HttpProblem(403, "not-allowed", "Integrations may submit tickets, not read them")
  if (caller.role !== "customer") return query
  const { customer: _, team: __, assignee: ___, ...rest } = query
  return { ...rest, customer: caller.id }
}

const isForeignCursor = (error: unknown) =>
  error instanceof Error && /cursor|exclusive ?start ?key|starting key/i.test(`${error.message} ${error.cause ?? ""}`)

/** GET /api/tickets */
export const listTickets = (inbox: () => Promise<InboxEntity>) =>
  api(async ({ caller, query }) => {
    const asked = scoped(caller, parse(InboxQuery, query))
    try {
      const page = await queryInbox(await inbox(), asked)
      return { body: caller.role === "customer" ? { ...page, items: page.items.map(rowForCustomer) } : page }
    } catch (error) {
      if (asked.cursor && isForeignCursor(error))
        throw new HttpProblem(400, "invalid", "cursor: does not belong to this list; start again without it")
      throw error
    }
  })

export const handler = listTickets(liveInbox)
