import * as z from "zod"
import { staff } from "#core/engine/access"
import type { EventStore } from "#core/engine/event-store"
import { notFound } from "#core/engine/rejected"
import { ticket } from "#core/ticket/ticket"
import { api } from "#functions/http/api"
import { HttpProblem } from "#functions/http/problem"
import { route as described, noInput } from "#functions/http/route"
import { eventStore } from "#functions/store/event-store"
import { nothing, project, type View } from "#projections/read-model"
import { ticketPage } from "#projections/ticket-page"
import { TicketId } from "#schemas/id"
import { type TicketPage, TicketPageAnswer } from "#schemas/ticket/views/ticket-page"

/** GET /api/tickets/{ticketId}/at/{version}: the page as it was, folded from the events up to that version. */
export const route = described({
  summary: "The page as it was at a version",
  for: staff,
  path: z.object({ ticketId: TicketId, version: z.coerce.number().int().min(1) }),
  query: noInput,
  answer: { name: "TicketPage", shape: TicketPageAnswer },
})

export const getTicketAt = (store: EventStore) =>
  api(route, async ({ path: { ticketId, version } }) => {
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
