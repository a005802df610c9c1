import { project } from "#projections/projection"
import type { ViewStore } from "#projections/view-store"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"

/** Reads a ticket's events after a version, in order: how a gap is filled. */
export type LoadAfter = (ticketId: TicketId, after: number) => Promise<Recorded[]>

/** Rounds against other writers of the same row before the batch is given back to be retried. */
const rounds = 10

const isNext = (events: readonly Recorded[], version: number): boolean =>
  events.every((event, i) => event.version === version + i + 1)

const attempt = async <Row>(views: ViewStore<Row>, load: LoadAfter, events: readonly Recorded[]): Promise<boolean> => {
  const [first] = events
  if (!first) return true
  const { ticketId } = first
  const view = await views.get(ticketId)
  const fresh = events.filter(({ version }) => version > view.version)
  if (fresh.length === 0) return true
  const missing = isNext(fresh, view.version) ? fresh : await load(ticketId, view.version)
  const { row, version } = missing.reduce((at, event) => project(views.of, at, event), view)
  return row === undefined || views.put({ ticketId, row, version }, view.version)
}

/**
 * Brings one ticket's row up to (at least) the given events of that ticket, in whatever order and however often they
 * arrive: what the row already shows is skipped, what is exactly next is applied, and a gap is filled from the store.
 * Throws where the fold throws, and after 10 lost races.
 */
export const catchUp = async <Row>(
  views: ViewStore<Row>,
  load: LoadAfter,
  events: readonly Recorded[],
): Promise<void> => {
  const ordered = events.toSorted((a, b) => a.version - b.version)
  for (let round = 0; round < rounds; round++) if (await attempt(views, load, ordered)) return
  throw new Error(`${views.of.name} of ${ordered[0]?.ticketId} lost ${rounds} races against other writers`)
}
