import { checkpointsOn } from "#functions/lib/checkpoints"
import { documents } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import { revisions } from "#functions/lib/revisions"
import { liveWrites, rows } from "#functions/lib/rows"
import { readModels } from "#functions/lib/views"
import type { RebuildParts } from "#functions/rebuild/fill"

export const views = { client: documents, name: () => env("VIEWS_TABLE") }

/** What the steps of a rebuild work on. */
export const rebuildParts: RebuildParts = {
  events: { client: documents, name: () => env("EVENTS_TABLE") },
  store: eventStore,
  models: readModels.all,
  revisions,
  checkpoints: checkpointsOn(views),
  liveWrites,
  poisoned: rows.poisoned,
  now: rows.now,
}

/** Milliseconds that a step leaves of its time for what it has begun. */
const reserve = 60_000

/** True when a step should hand over to its next slice. */
export const nearlyOver =
  ({ getRemainingTimeInMillis }: { getRemainingTimeInMillis: () => number }) =>
  () =>
    getRemainingTimeInMillis() < reserve
