import { staff } from "#core/engine/access"
import { notFound } from "#core/engine/rejected"
import type { Caller } from "#functions/http/caller"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"

/** The page, if there is one and the caller may know: to others a ticket does not even exist. */
export const readable = (caller: Caller, page: TicketPage | undefined): TicketPage => {
  const own = caller.role === "customer" && page?.customer.id === caller.id
  if (page && (own || staff.includes(caller.role))) return page
  throw notFound("ticket")
}
