import * as z from "zod"
import { offeredTo, sees } from "#core/engine/access"
import { parse } from "#core/invalid"
import { commands } from "#core/ticket/commands"
import { api } from "#functions/http/api"
import { pageForCustomer } from "#functions/http/customer-eyes"
import { readable } from "#functions/http/readable"
import { filled } from "#functions/views/views"
import type { View } from "#projections/read-model"
import { ticketPage } from "#projections/ticket-page"
import type { ViewStore } from "#projections/view-store"
import { TicketId } from "#schemas/id"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"

const Path = z.object({ ticketId: TicketId })
const Query = z.strictObject({ "at-least": z.coerce.number().int().min(0).optional() })

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

/** GET /api/tickets/{ticketId} */
export const getTicket = (pages: () => Promise<Pages>) =>
  api(async ({ caller, path, query }) => {
    const { ticketId } = parse(Path, path)
    const { row, version } = await reach(await pages(), ticketId, parse(Query, query)["at-least"] ?? 0)
    const page = readable(caller, row)
    const seen = caller.role === "customer" ? pageForCustomer(page) : page
    const offered = sees(caller, page.customer.id) ? offeredTo(commands, caller.role, page) : []
    return { body: { ...seen, version, commands: offered }, headers: { etag: `"${version}"` } }
  })

export const handler = getTicket(filled(ticketPage))
