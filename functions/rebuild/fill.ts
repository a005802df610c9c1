import type { EventStore } from "#core/engine/event-store"
import { aggregateOf } from "#core/registry"
import type { DynamoTable } from "#functions/aws/dynamo-table"
import { fromItem } from "#functions/store/commit-item"
import type { CommitKey } from "#functions/store/commit-key"
import { type ScannedCommit, scanCommits } from "#functions/store/scan-commits"
import {
  type Checkpoint,
  type Checkpoints,
  type Counts,
  countsOf,
  nothingFilled,
  plus,
} from "#functions/views/checkpoints"
import type { LiveWrites } from "#functions/views/live-writes"
import { listPoison, type Rows } from "#functions/views/poisoned"
import type { RevisedModel } from "#functions/views/read-models"
import type { RevisionStore } from "#functions/views/revisions"
import type { LoadAfter } from "#projections/catch-up"
import type { Filler } from "#projections/filler"
import type { Poison } from "#projections/poison"
import { isOfThisCode } from "#projections/revisions"
import type { Filled, Rebuild } from "#schemas/rebuild"
import type { Recorded } from "#schemas/recorded"
import { isSame, type Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

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

/** How many finished streams are gathered before they are written. */
const gathered = 100

/** The events of a commit. What cannot be read stops its stream's rows where they are, and no other. */
const eventsOf = ({ key, stream, item }: ScannedCommit, fillers: readonly Filler[]): Recorded[] => {
  try {
    return fromItem(aggregateOf(stream), item)
  } catch (cause) {
    const at = cause instanceof Unreadable ? cause : { stream, version: key.sk }
    for (const each of fillers) each.block(at, cause)
    return []
  }
}

/** The stream that is being read. Its counts join the others when it is complete. */
const openStream = (fillers: readonly Filler[]) => {
  let counted = nothingFilled
  return {
    take: (commit: ScannedCommit) => {
      const events = eventsOf(commit, fillers)
      counted = plus(counted, { commits: 1, events: events.length })
      for (const each of fillers) events.forEach(each.apply)
    },
    finish: (id: string): Filled => {
      for (const each of fillers) each.finish(id)
      return plus(counted, { tickets: 1 })
    },
  }
}

type Save = (after: CommitKey, filled: Filled, counts: Counts) => Promise<void>

const readersOf = (fillers: readonly Filler[], { category }: Stream) => fillers.filter(({ from }) => from === category)

/** One stream after the other. `save` gets what was written, and the key of the last commit of the last whole stream. */
const folding = (fillers: readonly Filler[], save: Save) => {
  let open = openStream([])
  let last: ScannedCommit | undefined
  let whole: { after: CommitKey; filled: Filled } | undefined
  let writing = Promise.resolve()

  const write = async (after: CommitKey, filled: Filled) => {
    const counts: Counts = {}
    await Promise.all(fillers.map(async (each) => void (counts[each.name] = await each.flush())))
    await save(after, Object.values(counts).reduce<Filled>(plus, filled), counts)
  }

  /** Begins to write what is whole, once the batch before is written. Throws what that one threw. */
  const flush = async () => {
    await writing
    if (!whole) return
    writing = write(whole.after, whole.filled)
    writing.catch(() => undefined)
    whole = undefined
  }

  /** Returns when all is written. */
  const settle = async () => {
    await flush()
    await writing
  }

  const finish = () => {
    if (!last) return
    whole = { after: last.key, filled: plus(whole?.filled ?? nothingFilled, open.finish(last.stream.id)) }
    last = undefined
  }

  const begin = async (commit: ScannedCommit) => {
    finish()
    if (whole && whole.filled.tickets >= gathered) await flush()
    open = openStream(readersOf(fillers, commit.stream))
  }

  const take = async (commit: ScannedCommit) => {
    if (!last || !isSame(last.stream, commit.stream)) await begin(commit)
    last = commit
    open.take(commit)
  }

  return { take, finish, flush, settle }
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
  for await (const page of scanCommits(parts.events, { segment, segments: rebuild.segments, after })) {
    for (const commit of page.commits) if (readersOf(fillers, commit.stream).length > 0) await fold.take(commit)
    await fold.flush()
    if (!late() || page.isLast) continue
    await fold.settle()
    return at
  }
  fold.finish()
  await fold.settle()
  await save({ done: true })
  return at
}
