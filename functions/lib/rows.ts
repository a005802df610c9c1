import { documents } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import type { Rows } from "#functions/lib/poisoned"
import { inboxViews, pageViews } from "#functions/lib/views"
import { poisonedEntity } from "#projections/poisoned-entity"
import { poisonedStore } from "#projections/poisoned-store"
import { readModel } from "#projections/read-model"

/** Every row of the views table, and what keeps them up to date. A new read model gets a line here. */
export const rows: Rows = {
  models: async () => [readModel(inboxViews), readModel(pageViews)],
  load: (ticketId, after) => eventStore.load(ticketId, after),
  poisoned: poisonedStore(poisonedEntity(documents, env("VIEWS_TABLE"))),
  now: () => new Date().toISOString(),
}
