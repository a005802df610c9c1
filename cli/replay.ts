import type { EventStore } from "#core/event-store"
import { project, type View } from "#projections/projection"
import { ticketPage } from "#projections/ticket-page"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"
import type { TicketPage } from "#schemas/views/ticket-page"

/** A ticket's history up to a point, and its page at that point. */
export type Replayed = { history: Recorded[]; page: TicketPage }

const isVersion = (until: string) => /^\d+$/.test(until)

/** True for the events that lie within `until`: a version, or a time as ISO 8601. */
const within = (until: string) => {
  if (isVersion(until)) return ({ version }: Recorded) => version <= Number(until)
  const time = Date.parse(until)
  if (Number.isNaN(time))
    throw new Error(`--until ${until} is neither a version nor a time such as 2026-01-02T03:04:05Z`)
  return ({ at }: Recorded) => Date.parse(at) <= time
}

/** Folds a ticket's events from the store. Throws where there is no such ticket, or nothing of it before `until`. */
export const replay = async (store: EventStore, ticketId: TicketId, until?: string): Promise<Replayed> => {
  const all = await store.load(ticketId)
  if (all.length === 0) throw new Error(`There is no ticket ${ticketId}`)
  const history = until === undefined ? all : all.filter(within(until))
  const view = history.reduce<View<TicketPage>>((at, event) => project(ticketPage, at, event), {
    row: undefined,
    version: 0,
  })
  if (!view.row) throw new Error(`${ticketId} did not exist yet at ${until}: it was submitted at ${all[0]?.at}`)
  return { history, page: view.row }
}

const line = ({ version, at, type, actor, correlationId, causationId }: Recorded) =>
  [
    String(version).padStart(4),
    at,
    type.padEnd(18),
    `${actor.role} ${actor.name ?? actor.id}`.padEnd(28),
    `${correlationId}${causationId ? ` ← ${causationId}` : ""}`,
  ].join("  ")

/** The history as lines, and below it what the ticket had become. */
export const printed = ({ history, page }: Replayed): string => {
  const facts = {
    subject: page.subject,
    status: page.status,
    priority: page.priority,
    team: page.team,
    assignee: page.assignee?.name,
    sentiment: page.sentiment?.sentiment,
    draft: page.draft && "waiting",
  }
  const known = Object.entries(facts).filter(([, value]) => value !== undefined)
  const state = known.map(([name, value]) => `${name.padEnd(10)} ${value}`)
  return [...history.map(line), "", `${page.ticketId} at version ${history.length}`, ...state].join("\n")
}
