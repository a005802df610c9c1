import { documents } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import type { Rows } from "#functions/lib/poisoned"
import { revisions } from "#functions/lib/revisions"
import { readModels } from "#functions/lib/views"
import { poisonedEntity } from "#projections/poisoned-entity"
import { poisonedStore } from "#projections/poisoned-store"
import { writtenRevisions } from "#projections/revisions"

/** Every row of the views table, and what keeps them up to date. */
export const rows: Rows = {
  models: async () => {
    const now = await revisions.read()
    return readModels.all.flatMap((model) => writtenRevisions(now, model).map(model.at))
  },
  load: (ticketId, after) => eventStore.load(ticketId, after),
  poisoned: poisonedStore(poisonedEntity(documents, env("VIEWS_TABLE"))),
  now: () => new Date().toISOString(),
}
