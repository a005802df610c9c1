import * as z from "zod"
import { dynamodb } from "#functions/aws/dynamodb"
import { api } from "#functions/http/api"
import { route as described, noInput } from "#functions/http/route"
import { env } from "#functions/lib/env"
import { checkpointsOn } from "#functions/views/checkpoints"
import { type ProgressParts, rebuildProgress } from "#functions/views/rebuild-progress"
import { revisionsOn } from "#functions/views/revisions"
import { RebuildProgress } from "#schemas/rebuild"

/** GET /api/rebuilds: the rebuild that runs, or the last one that ran, with its progress. */
export const route = described({
  summary: "The rebuild that runs, or the last one; for admins",
  for: ["admin"],
  path: noInput,
  query: noInput,
  answer: { name: "Rebuilds", shape: z.object({ items: z.array(RebuildProgress) }) },
})

export const listRebuilds = (parts: ProgressParts) =>
  api(route, async ({ now }) => {
    const progress = await rebuildProgress(parts, Date.parse(now))
    return { body: { items: progress ? [progress] : [] } }
  })

const views = { client: dynamodb, name: () => env("VIEWS_TABLE") }

export const handler = listRebuilds({ revisions: revisionsOn(views), checkpoints: checkpointsOn(views) })
