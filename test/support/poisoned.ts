import { marked, type PoisonedKey, type PoisonedRow, type PoisonedRows } from "#projections/poisoned-row"
import { named } from "#schemas/stream"

const keyOf = ({ projection, revision, stream }: PoisonedKey) => [projection, revision, named(stream)].join(" ")

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
