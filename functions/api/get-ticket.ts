import * as z from "zod"
import { offeredTo, sees } from "#core/engine/access"
import { commands } from "#core/ticket/commands"
import { api } from "#functions/http/api"
import { pageForCustomer } from "#functions/http/customer-eyes"
import { readable } from "#functions/http/readable"
import { route as described, signedIn } from "#functions/http/route"
import { live } from "#functions/views/views"
import type { View } from "#projections/read-model"
import { ticketPage } from "#projections/ticket-page"
import type { ViewStore } from "#projections/view-store"
import { TicketId } from "#schemas/id"
import { CustomerPageAnswer } from "#schemas/ticket/views/customer-page"
import { type TicketPage, TicketPageAnswer } from "#schemas/ticket/views/ticket-page"

/** GET /api/tickets/{ticketId} */
export const route = described({
  summary: "One ticket's page",
  for: signedIn,
  path: z.object({ ticketId: TicketId }),
  query: z.strictObject({ "at-least": z.coerce.number().int().min(0).optional() }),
  answer: { name: "TicketPage", shape: TicketPageAnswer },
  toCustomers: { name: "CustomerPage", shape: CustomerPageAnswer },
  etag: true,
})

/** How long a read after a write waits for the projection, and how often it looks, in milliseconds. */
const patience = 2_000
const interval = 40

type Pages = Pick<ViewStore<TicketPage>, "get">

/** The page at `version` or later, or as it is when patience ends: the answer says which version it shows. */
const reach = async (views: Pages, ticketId: TicketId, version: number): Promise<View<TicketPage>> => {
  const end = Date.now() + patience
  for (;;) {
    const view = await views.get(ticketId)
    if (view.version >= version || Date.now() > end) return view
    await new Promise((resolve) => setTimeout(resolve, interval))
  }
}

export const getTicket = (pages: () => Promise<Pages>) =>
  api(route, async ({ caller, path: { ticketId }, query }) => {
    const { row, version } = await reach(await pages(), ticketId, query["at-least"] ?? 0)
    const page = readable(caller, row)
    const seen = caller.role === "customer" ? pageForCustomer(page) : page
    const offered = sees(caller, page.customer.id) ? offeredTo(commands, caller.role, page) : []
    return { body: { ...seen, version, commands: offered }, headers: { etag: `"${version}"` } }
  })

export const handler = getTicket(live(ticketPage))
