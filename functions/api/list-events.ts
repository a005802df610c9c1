import * as z from "zod"
import { staff } from "#core/engine/access"
import type { EventStore } from "#core/engine/event-store"
import { notFound } from "#core/engine/rejected"
import { ticket } from "#core/ticket/ticket"
import { api } from "#functions/http/api"
import { route as described, noInput } from "#functions/http/route"
import { eventStore } from "#functions/store/event-store"
import { TicketId } from "#schemas/id"
import { History, published } from "#schemas/recorded"

/** GET /api/tickets/{ticketId}/events: the whole history, oldest first. */
export const route = described({
  summary: "Its history",
  for: staff,
  path: z.object({ ticketId: TicketId }),
  query: noInput,
  answer: { name: "History", shape: History },
})

export const listEvents = (store: EventStore) =>
  api(route, async ({ path: { ticketId } }) => {
    const items = await store.load(ticket, ticketId)
    if (items.length === 0) throw notFound("ticket")
    return { body: { items: items.map(published) } }
  })

export const handler = listEvents(eventStore)
