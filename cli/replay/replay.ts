import { causationTree } from "#cli/replay/causation-tree"
import type { EventStore, Point } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { project, type View } from "#projections/read-model"
import { ticketPage } from "#projections/ticket-page"
import type { TicketId } from "#schemas/id"
import type { TicketEvent } from "#schemas/ticket/events"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"

/** A ticket's history up to a point, and its page at that point. */
export type Replayed = { history: TicketEvent[]; page: TicketPage }

const isVersion = (until: string) => /^\d+$/.test(until)

/** `until` as a point: a version, or a time as ISO 8601. */
const pointOf = (until: string): Point => {
  if (isVersion(until)) return { version: Number(until) }
  if (Number.isNaN(Date.parse(until)))
    throw new Error(`--until ${until} is neither a version nor a time such as 2026-01-02T03:04:05Z`)
  return { time: until }
}

const nothing = async (store: EventStore, ticketId: TicketId, until?: string): Promise<Error> => {
  const [first] = await store.loadUntil(ticket, ticketId, { version: 1 })
  if (!first) return new Error(`There is no ticket ${ticketId}`)
  return new Error(`${ticketId} did not exist yet at ${until}: it was submitted at ${first.at}`)
}

/** Folds a ticket's events from the store. Throws where there is no such ticket, or nothing of it before `until`. */
export const replay = async (store: EventStore, ticketId: TicketId, until?: string): Promise<Replayed> => {
  const history = await (until === undefined
    ? store.load(ticket, ticketId)
    : store.loadUntil(ticket, ticketId, pointOf(until)))
  const view = history.reduce<View<TicketPage>>((at, event) => project(ticketPage, at, event), {
    row: undefined,
    version: 0,
  })
  if (!view.row) throw await nothing(store, ticketId, until)
  return { history, page: view.row }
}

const line = ({ version, at, type, actor, correlationId, causationId }: TicketEvent) =>
  [
    String(version).padStart(4),
    at,
    type.padEnd(18),
    `${actor.role} ${actor.name ?? actor.id}`.padEnd(28),
    `${correlationId}${causationId ? ` ← ${causationId}` : ""}`,
  ].join("  ")

/** The history as lines, or as a tree of causes, and below it what the ticket had become. */
export const printed = ({ history, page }: Replayed, tree = false): string => {
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
  const told = tree ? [causationTree(history)] : history.map(line)
  return [...told, "", `${page.ticketId} at version ${history.length}`, ...state].join("\n")
}
