import * as z from "zod"
import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { openRoute } from "#functions/http/api"
import { route as described, noInput } from "#functions/http/route"
import { failure, log } from "#functions/lib/log"
import { eventStore } from "#functions/store/event-store"
import { NotFilled } from "#functions/views/not-filled"
import { live } from "#functions/views/views"
import { ticketPage } from "#projections/ticket-page"
import type { ViewStore } from "#projections/view-store"
import { TicketId } from "#schemas/id"

/** No ticket has this id: submissions make 16 letters, and reading it proves the table without touching anybody's. */
const nobodys = TicketId.parse("TKT-health")

/** `reason`: why it is not ready, where that is known and passes by itself. */
type Check = { name: string; ok: boolean; reason?: string }

const reached = async (name: string, read: Promise<unknown>): Promise<Check> => {
  try {
    await read
    return { name, ok: true }
  } catch (error) {
    log.error("health check failed", { name, ...failure(error) })
    return { name, ok: false, ...(error instanceof NotFilled && { reason: error.message }) }
  }
}

/** GET /api/health: 200 when both tables answer, 503 with the one that does not, or whose pages are being filled. */
export const route = described({
  summary: "Whether the desk's tables answer",
  for: "anybody",
  path: noInput,
  query: noInput,
  answer: {
    name: "Health",
    shape: z.object({ status: z.string(), checks: z.array(z.object({ name: z.string(), ok: z.boolean() })) }),
  },
  also: { 503: "One of the tables does not answer" },
})

export const getHealth = (store: EventStore, pages: () => Promise<Pick<ViewStore<unknown>, "get">>) =>
  openRoute(route, async () => {
    const checks = await Promise.all([
      reached("events", store.load(ticket, nobodys)),
      reached(
        "views",
        pages().then((views) => views.get(nobodys)),
      ),
    ])
    const ok = checks.every((check) => check.ok)
    return { status: ok ? 200 : 503, body: { status: ok ? "ok" : "failing", checks } }
  })

export const handler = getHealth(eventStore, live(ticketPage))
