import { catchUp, type LoadAfter } from "#projections/catch-up"
import { isRefusal } from "#projections/poison"
import type { ViewStore } from "#projections/view-store"
import type { Recorded } from "#schemas/recorded"

/** A read model at a revision, as those see it that care about its versions and not about its rows. */
export type ModelAt = {
  projection: string
  /** The category of streams that it reads from. */
  from: string
  revision: number
  /** Brings the row of one stream up to its given events. See catchUp for what it throws. */
  catchUp: (load: LoadAfter, events: readonly Recorded[]) => Promise<void>
  /** The version that the stream's row shows; 0 where there is none that fits its schema. */
  versionOf: (id: string) => Promise<number>
}

export const modelAt = <Row>(views: ViewStore<Row>, revision: number): ModelAt => ({
  projection: views.of.name,
  from: views.of.from,
  revision,
  catchUp: (load, events) => catchUp(views, load, events),
  versionOf: async (id) => {
    try {
      return (await views.get(id)).version
    } catch (error) {
      if (isRefusal(error)) return 0
      throw error
    }
  },
})
