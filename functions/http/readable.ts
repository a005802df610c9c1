import { Rejected } from "#core/engine/rejected"
import type { Caller } from "#functions/http/caller"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"

const deskRoles: readonly string[] = ["agent", "admin"]

/** Throws Rejected not-allowed unless the caller works at the desk. */
export const forAgents = ({ role }: Caller): void => {
  if (!deskRoles.includes(role)) throw new Rejected("not-allowed", "Only agents may read this")
}

/** The page, if there is one and the caller may know: to others a ticket does not even exist. */
export const readable = (caller: Caller, page: TicketPage | undefined): TicketPage => {
  const own = caller.role === "customer" && page?.customer.id === caller.id
  if (page && (own || deskRoles.includes(caller.role))) return page
  throw new Rejected("ticket-not-found", "There is no such ticket")
}
