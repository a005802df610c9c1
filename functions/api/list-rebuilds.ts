import { notAllowed } from "#core/engine/rejected"
import { dynamodb } from "#functions/aws/dynamodb"
import { api } from "#functions/http/api"
import { env } from "#functions/lib/env"
import { checkpointsOn } from "#functions/views/checkpoints"
import { type ProgressParts, rebuildProgress } from "#functions/views/rebuild-progress"
import { revisionsOn } from "#functions/views/revisions"

/** GET /api/rebuilds: the rebuild that runs, or the last one that ran, with its progress. For admins. */
export const listRebuilds = (parts: ProgressParts) =>
  api(async ({ caller, now }) => {
    if (caller.role !== "admin") throw notAllowed("Only admins may see rebuilds")
    const progress = await rebuildProgress(parts, Date.parse(now))
    return { body: { items: progress ? [progress] : [] } }
  })

const views = { client: dynamodb, name: () => env("VIEWS_TABLE") }

export const handler = listRebuilds({ revisions: revisionsOn(views), checkpoints: checkpointsOn(views) })
