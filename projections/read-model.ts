import { catchUp, type LoadAfter } from "#projections/catch-up"
import { isRefusal } from "#projections/poison"
import type { ViewStore } from "#projections/view-store"
import type { TicketEvent } from "#schemas/ticket/events"

/** A read model as those see it that care about its versions and not about its rows. */
export type ReadModel = {
  projection: string
  revision: number
  /** Brings the row of one ticket up to its given events. See catchUp for what it throws. */
  catchUp: (load: LoadAfter, events: readonly TicketEvent[]) => Promise<void>
  /** The version that the ticket's row shows; 0 where there is none that fits its schema. */
  versionOf: (ticketId: string) => Promise<number>
}

export const readModel = <Row>(views: ViewStore<Row>): ReadModel => ({
  projection: views.of.name,
  revision: views.of.revision,
  catchUp: (load, events) => catchUp(views, load, events),
  versionOf: async (ticketId) => {
    try {
      return (await views.get(ticketId)).version
    } catch (error) {
      if (isRefusal(error)) return 0
      throw error
    }
  },
})
