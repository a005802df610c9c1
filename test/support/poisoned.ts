import { marked, type PoisonedKey, type PoisonedRow, type PoisonedRows } from "#projections/poisoned-row"

const keyOf = ({ projection, revision, ticketId }: PoisonedKey) => [projection, revision, ticketId].join(" ")

/** The list of poisoned rows in memory. */
export const memoryPoisoned = (): PoisonedRows => {
  const rows = new Map<string, PoisonedRow>()
  return {
    mark: async (failed) => {
      rows.set(keyOf(failed), marked(rows.get(keyOf(failed)), failed))
    },
    all: async () => [...rows.values()],
    clear: async (key) => {
      rows.delete(keyOf(key))
    },
  }
}
