import { Rejected } from "#core/rejected"
import { api } from "#functions/lib/api"
import { checkpointsOn } from "#functions/lib/checkpoints"
import { documents } from "#functions/lib/dynamodb"
import { env } from "#functions/lib/env"
import { type ProgressParts, rebuildProgress } from "#functions/lib/rebuild-progress"
import { revisions } from "#functions/lib/revisions"

/** GET /api/rebuilds: the rebuild that runs, or the last one that ran, with its progress. For admins. */
export const listRebuilds = (parts: ProgressParts) =>
  api(async ({ caller, now }) => {
    if (caller.role !== "admin") throw new Rejected("not-allowed", "Only admins may see rebuilds")
    const progress = await rebuildProgress(parts, Date.parse(now))
    return { body: { items: progress ? [progress] : [] } }
  })

const checkpoints = checkpointsOn({ client: documents, name: () => env("VIEWS_TABLE") })

export const handler = listRebuilds({ revisions, checkpoints })
