import { type Checkpoints, nothingFilled, plus } from "#functions/views/checkpoints"
import type { RevisionStore } from "#functions/views/revisions"
import type { RebuildProgress } from "#schemas/rebuild"

export type ProgressParts = { revisions: Pick<RevisionStore, "read">; checkpoints: Pick<Checkpoints, "all"> }

/** One decimal. */
const rounded = (value: number) => Math.round(value * 10) / 10

/** Where the current rebuild stands, or the last one; nothing before the first. `now` in milliseconds since 1970. */
export const rebuildProgress = async (
  { revisions, checkpoints }: ProgressParts,
  now: number,
): Promise<RebuildProgress | undefined> => {
  const { rebuild } = await revisions.read()
  if (!rebuild) return undefined
  const { owner: _, segments, commits, ...rest } = rebuild
  const all = await checkpoints.all(rebuild.id)
  const filled = all.reduce(plus, nothingFilled)
  const end = rebuild.switchedAt ? Date.parse(rebuild.switchedAt) : now
  const seconds = Math.max(0.001, (end - Date.parse(rebuild.startedAt)) / 1_000)
  const left = Math.max(0, commits - filled.commits)
  const secondsLeft = filled.commits === 0 ? null : Math.ceil((left * seconds) / filled.commits)
  return {
    ...rest,
    ...filled,
    total: Math.max(commits, filled.commits),
    segments: { done: all.filter(({ done }) => done).length, total: segments },
    eventsPerSecond: rounded(filled.events / seconds),
    secondsLeft: rebuild.phase === "filling" ? secondsLeft : 0,
  }
}
