import { ticket } from "#core/ticket/ticket"
import { documents } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/store/event-store"
import { type LiveWrites, liveWritesOn } from "#functions/views/live-writes"
import type { Rows } from "#functions/views/poisoned"
import { revisions } from "#functions/views/revisions"
import { readModels } from "#functions/views/views"
import { writtenModels, writtenModelsNoted } from "#functions/views/written-models"
import { poisonedEntity } from "#projections/poisoned-entity"
import { poisonedStore } from "#projections/poisoned-store"

/** Every row of the views table, and what keeps them up to date. */
export const rows: Rows = {
  models: writtenModels(revisions, readModels.all),
  load: (ticketId, after) => eventStore.load(ticket, ticketId, after),
  poisoned: poisonedStore(poisonedEntity(documents, env("VIEWS_TABLE"))),
  now: () => new Date().toISOString(),
}

export const liveWrites: LiveWrites = liveWritesOn({ client: documents, name: () => env("VIEWS_TABLE") })

/** The same rows for the projector. */
export const projectedRows: Rows = { ...rows, models: writtenModelsNoted(revisions, readModels.all, liveWrites) }
