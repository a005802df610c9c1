import { aggregateOf } from "#core/registry"
import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/store/event-store"
import { type LiveWrites, liveWritesOn } from "#functions/views/live-writes"
import type { Rows } from "#functions/views/poisoned"
import { poisonedStore } from "#functions/views/poisoned-store"
import { readModelsIn } from "#functions/views/read-models"
import { type RevisionStore, revisionsOn } from "#functions/views/revisions"
import { writtenModels, writtenModelsNoted } from "#functions/views/written-models"

/** The views table. */
export const views = { client: dynamodb, name: () => env("VIEWS_TABLE") }

/** The read models in the views table. */
export const models = readModelsIn(dynamodb, env("VIEWS_TABLE"))

export const revisions: RevisionStore = revisionsOn(views)

/** Every row of the views table, and what keeps them up to date. */
export const rows: Rows = {
  models: writtenModels(revisions, models),
  load: (stream, after) => eventStore.load(aggregateOf(stream), stream.id, after),
  poisoned: poisonedStore(views),
  now: () => new Date().toISOString(),
}

export const liveWrites: LiveWrites = liveWritesOn(views)

/** The same rows for the projector. */
export const projectedRows: Rows = { ...rows, models: writtenModelsNoted(revisions, models, liveWrites) }
