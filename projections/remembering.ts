import type { View } from "#projections/read-model"
import type { ViewStore } from "#projections/view-store"

/** Rows that one process keeps at hand: a stream's next event often comes within seconds. */
const most = 1_000

/**
 * The same store, which answers rows that it wrote itself without reading them. Another writer may have been there
 * since: a row is replaced only at the version that it was made from, and one that lost is read anew.
 */
export const remembering = <Row>(views: ViewStore<Row>): ViewStore<Row> => {
  const written = new Map<string, View<Row>>()
  const remember = (id: string, view: View<Row>) => {
    written.delete(id)
    written.set(id, view)
    const [oldest] = written.keys()
    if (written.size > most && oldest !== undefined) written.delete(oldest)
  }
  return {
    of: views.of,
    get: async (id) => written.get(id) ?? views.get(id),
    put: async (view, from) => {
      const { id, row, version } = view
      // Whatever becomes of the write, what was known before is old.
      written.delete(id)
      const kept = await views.put(view, from)
      if (kept) remember(id, { row, version })
      return kept
    },
  }
}
