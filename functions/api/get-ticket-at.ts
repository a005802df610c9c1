import * as z from "zod"
import type { EventStore } from "#core/engine/event-store"
import { notFound } from "#core/engine/rejected"
import { parse } from "#core/invalid"
import { ticket } from "#core/ticket/ticket"
import { api } from "#functions/http/api"
import { HttpProblem } from "#functions/http/problem"
import { forAgents } from "#functions/http/readable"
import { eventStore } from "#functions/store/event-store"
import { nothing, project, type View } from "#projections/read-model"
import { ticketPage } from "#projections/ticket-page"
import { TicketId } from "#schemas/id"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"

const Path = z.object({ ticketId: TicketId, version: z.coerce.number().int().min(1) })

/** GET /api/tickets/{ticketId}/at/{version}: the page as it was, folded from the events up to that version. */
export const getTicketAt = (store: EventStore) =>
  api(async ({ caller, path }) => {
    const { ticketId, version } = parse(Path, path)
    forAgents(caller)
    const past = await store.loadUntil(ticket, ticketId, { version })
    const view = past.reduce<View<TicketPage>>((at, event) => project(ticketPage, at, event), nothing)
    if (view.row === undefined) throw notFound("ticket")
    if (view.version < version)
      throw new HttpProblem(
        404,
        "version-not-found",
        `${ticketId} is at version ${view.version}: it was never at ${version}`,
      )
    return { body: { ...view.row, version: view.version, commands: [] } }
  })

export const handler = getTicketAt(eventStore)
