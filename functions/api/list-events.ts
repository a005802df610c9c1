import * as z from "zod"
import type { EventStore } from "#core/engine/event-store"
import { Rejected } from "#core/engine/rejected"
import { parse } from "#core/invalid"
import { api } from "#functions/http/api"
import { forAgents } from "#functions/http/readable"
import { eventStore } from "#functions/store/event-store"
import { TicketId } from "#schemas/id"

const Path = z.object({ ticketId: TicketId })

/** GET /api/tickets/{ticketId}/events: the whole history, oldest first. */
export const listEvents = (store: EventStore) =>
  api(async ({ caller, path }) => {
    const { ticketId } = parse(Path, path)
    forAgents(caller)
    const items = await store.load(ticketId)
    if (items.length === 0) throw new Rejected("ticket-not-found", "There is no such ticket")
    return { body: { items } }
  })

export const handler = listEvents(eventStore)
