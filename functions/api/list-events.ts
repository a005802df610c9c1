import * as z from "zod"
import type { EventStore } from "#core/engine/event-store"
import { notFound } from "#core/engine/rejected"
import { parse } from "#core/invalid"
import { ticket } from "#core/ticket/ticket"
import { api } from "#functions/http/api"
import { forAgents } from "#functions/http/readable"
import { eventStore } from "#functions/store/event-store"
import { TicketId } from "#schemas/id"
import { published } from "#schemas/recorded"

const Path = z.object({ ticketId: TicketId })

/** GET /api/tickets/{ticketId}/events: the whole history, oldest first. */
export const listEvents = (store: EventStore) =>
  api(async ({ caller, path }) => {
    const { ticketId } = parse(Path, path)
    forAgents(caller)
    const items = await store.load(ticket, ticketId)
    if (items.length === 0) throw notFound("ticket")
    return { body: { items: items.map(published) } }
  })

export const handler = listEvents(eventStore)
