import type { View } from "#projections/projection"
import type { ViewStore } from "#projections/view-store"
import type { TicketId } from "#schemas/id"

/** Rows that one process keeps at hand: a ticket's next event often comes within seconds. */
const most = 1_000

/**
 * The same store, which answers rows that it wrote itself without reading them. Another writer may have been there
 * since: a row is replaced only at the version that it was made from, and one that lost is read anew.
 */
export const remembering = <Row>(views: ViewStore<Row>): ViewStore<Row> => {
  const written = new Map<TicketId, View<Row>>()
  const remember = (ticketId: TicketId, view: View<Row>) => {
    written.delete(ticketId)
    written.set(ticketId, view)
    const [oldest] = written.keys()
    if (written.size > most && oldest !== undefined) written.delete(oldest)
  }
  return {
    of: views.of,
    get: async (ticketId) => written.get(ticketId) ?? views.get(ticketId),
    put: async (view, from) => {
      const { ticketId, row, version } = view
      // Whatever becomes of the write, what was known before is old.
      written.delete(ticketId)
      const kept = await views.put(view, from)
      if (kept) remember(ticketId, { row, version })
      return kept
    },
  }
}
