import type { EventStore } from "#core/engine/event-store"
import { aggregateOf } from "#core/registry"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { folding, readersOf } from "#functions/rebuild/folding"
import { type ScanRange, scanCommits } from "#functions/store/scan-commits"
import { type Checkpoint, type Checkpoints, countsOf, plus } from "#functions/views/checkpoints"
import type { LiveWrites } from "#functions/views/live-writes"
import { listPoison, type Rows } from "#functions/views/poisoned"
import type { RevisedModel } from "#functions/views/read-models"
import type { RevisionStore } from "#functions/views/revisions"
import type { LoadAfter } from "#projections/catch-up"
import type { Filler } from "#projections/filler"
import type { Poison } from "#projections/poison"
import { isOfThisCode } from "#projections/revisions"
import type { Rebuild } from "#schemas/rebuild"

export type RebuildParts = {
  events: DynamoTable
  store: EventStore
  models: readonly RevisedModel[]
  revisions: RevisionStore
  checkpoints: Checkpoints
  liveWrites: Pick<LiveWrites, "latest">
} & Pick<Rows, "poisoned" | "now">

/** Whose turn it is: an execution works only as long as the rebuild is its own. */
export type Turn = { id: string; owner: string }

/**
 * The rebuild, where this execution still owns it and this code began it. Throws otherwise, so that two never fill the
 * same segment for long, and none ends what another version of the code began.
 */
export const owned = async ({ revisions, models }: Pick<RebuildParts, "revisions" | "models">, { id, owner }: Turn) => {
  const now = await revisions.read()
  if (now.rebuild?.id !== id || now.rebuild.owner !== owner)
    throw new Error(`The rebuild ${id} was taken over by another execution`)
  if (!isOfThisCode(now.rebuild, models))
    throw new Error(`The rebuild ${id} makes rows for another version of the code: the next deployment replaces it`)
  return { revisions: now, rebuild: now.rebuild }
}

const fillersOf = (parts: RebuildParts, rebuild: Rebuild, isQuiet: () => Promise<boolean>): Filler[] => {
  const load: LoadAfter = (stream, after) => parts.store.load(aggregateOf(stream), stream.id, after)
  return parts.models.flatMap((model) => {
    const revisions = rebuild.models.find(({ name }) => name === model.name)
    if (!revisions) return []
    const list = (poison: Poison) => listPoison(parts, revisions.to, poison)
    return [model.filler(revisions, { load, list, isQuiet })]
  })
}

type Work = { fillers: readonly Filler[]; fold: ReturnType<typeof folding>; late: () => boolean }

/** Folds what follows in the segment; true when it came to the end before time was up. All is written by then. */
const scan = async ({ events }: RebuildParts, range: ScanRange, { fillers, fold, late }: Work): Promise<boolean> => {
  for await (const { commits, isLast } of scanCommits(events, range)) {
    const read = commits.filter(({ stream }) => readersOf(fillers, stream).length > 0)
    for (const commit of read) await fold.take(commit)
    await fold.flush()
    if (!late() || isLast) continue
    await fold.settle()
    return false
  }
  fold.finish()
  await fold.settle()
  return true
}

/**
 * Fills one segment of the new revisions from its checkpoint on, until it is done or `late` says that time is up. What
 * was acknowledged is never done again after a crash, and doing it again would change nothing.
 */
export const fillSegment = async (
  parts: RebuildParts,
  turn: Turn & { segment: number },
  late: () => boolean,
): Promise<Checkpoint> => {
  const { rebuild } = await owned(parts, turn)
  let at = await parts.checkpoints.load(turn.id, turn.segment)
  if (at.done || rebuild.phase !== "filling") return { ...at, done: true }
  const save = async (change: Partial<Checkpoint>) => {
    at = { ...at, ...change }
    await parts.checkpoints.save(turn.id, at)
  }
  const before = await parts.liveWrites.latest()
  const isQuiet = async () => (await parts.liveWrites.latest()) === before
  const fillers = fillersOf(parts, rebuild, isQuiet)
  const fold = folding(fillers, async (after, filled, counts) => {
    await owned(parts, turn)
    await save({ ...plus(at, filled), after, models: countsOf([at.models, counts]) })
  })
  const { segment, after } = at
  const isWhole = await scan(parts, { segment, segments: rebuild.segments, after }, { fillers, fold, late })
  if (isWhole) await save({ done: true })
  return at
}
