import { dynamodb } from "#functions/aws/dynamodb"
import { env } from "#functions/lib/env"
import type { RebuildParts } from "#functions/rebuild/fill"
import { eventStore } from "#functions/store/event-store"
import { checkpointsOn } from "#functions/views/checkpoints"
import { liveWrites, models, revisions, rows, views } from "#functions/views/rows"

/** What the steps of a rebuild work on. */
export const rebuildParts: RebuildParts = {
  events: { client: dynamodb, name: () => env("EVENTS_TABLE") },
  store: eventStore,
  models,
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
