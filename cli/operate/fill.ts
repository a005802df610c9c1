import { besideBar } from "#cli/operate/rebuild"
import { type ProgressBar, progressBar } from "#cli/terminal/progress-bar"
import { checkpointsOn } from "#functions/views/checkpoints"
import { rebuildProgress } from "#functions/views/rebuild-progress"
import { revisionsOn } from "#functions/views/revisions"
import { clients } from "#local/clients"
import { type Clock, systemClock } from "#local/clock"
import { readModels } from "#projections/registry"
import { unfilled } from "#projections/revisions"
import { stampOf } from "#projections/stamps"
import { tables } from "#schemas/tables"

/** Milliseconds between two looks. */
const every = 300

const models = Object.keys(readModels).map((name) => ({ name, stamp: stampOf(name) }))

/**
 * Waits until every read model of the desk at this endpoint is filled by this code, with a bar where that takes longer
 * than a moment. Ends early where `stopping` says so.
 */
export const untilFilled = async (
  awsUrl: string,
  { stopping, clock = systemClock }: { stopping: () => boolean; clock?: Clock },
): Promise<void> => {
  const aws = clients(awsUrl)
  const views = { client: aws.dynamodb, name: () => tables.views.name }
  const parts = { revisions: revisionsOn(views), checkpoints: checkpointsOn(views) }
  let bar: ProgressBar | undefined
  while (!stopping() && unfilled(await parts.revisions.read(), models).length > 0) {
    const at = await rebuildProgress(parts, clock.now())
    if (at?.phase === "filling") {
      bar ??= progressBar(process.stderr, "Filling the read models", at.total)
      bar.show(at.commits, besideBar(at))
    }
    await clock.pause(every)
  }
  bar?.end()
  aws.destroy()
}
