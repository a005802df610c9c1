import { nothing, type View } from "#projections/read-model"
import type { Bulk, Encoded } from "#projections/view-store"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"

/** Rows by the batch over rows in memory: a put replaces whatever is there, as BatchWriteItem does. */
export const bulkOver = (rows: Map<string, View<InboxRow>>): Bulk<InboxRow> => {
  const views = new Map<Encoded["item"], View<InboxRow>>()
  return {
    encode: ({ id, row, version }) => {
      const item = {}
      views.set(item, { row, version })
      return { id, version, item }
    },
    putAll: async (all) => {
      for (const { id, item } of all) rows.set(id, views.get(item) ?? nothing)
      return []
    },
    versions: async (ids) => ({ found: ids.map((id) => ({ id, version: rows.get(id)?.version ?? 0 })), left: [] }),
  }
}
