import { toldToCustomer } from "#projections/told-to-customer"
import { CustomerPage } from "#schemas/ticket/views/customer-page"
import { type CustomerItem, CustomerItem as Item } from "#schemas/ticket/views/customer-row"
import type { InboxItem } from "#schemas/ticket/views/inbox-row"
import type { TicketPage, TimelineEntry } from "#schemas/ticket/views/ticket-page"

const seen = (entry: TimelineEntry) => {
  const { role, name } = entry.actor
  const text = toldToCustomer(entry)
  return text === undefined ? [] : [{ ...entry, actor: { role, id: role, ...(name && { name }) }, text }]
}

/** A ticket page as its customer sees it: what the schema names, and of the conversation what is told to them. */
export const pageForCustomer = (page: TicketPage): CustomerPage =>
  CustomerPage.parse({ ...page, timeline: page.timeline.flatMap(seen), earlier: page.earlierForCustomer ?? 0 })

/** A list row as its customer sees it: what the schema names. */
export const rowForCustomer = (row: InboxItem): CustomerItem => Item.parse({ ...row, draftWaiting: false })
