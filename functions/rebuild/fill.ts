import type { EventStore } from "#core/event-store"
import { type Checkpoint, type Checkpoints, nothingFilled, plus } from "#functions/lib/checkpoints"
import { fromItem } from "#functions/lib/commit-item"
import type { RevisedModel } from "#functions/lib/read-models"
import type { DocumentTable, RevisionStore } from "#functions/lib/revisions"
import { type CommitKey, type ScannedCommit, scanCommits } from "#functions/lib/scan-commits"
import type { Filler } from "#projections/filler"
import type { TicketId } from "#schemas/id"
import type { Filled, Rebuild } from "#schemas/rebuild"
import type { Recorded } from "#schemas/recorded"

export type RebuildParts = {
  events: DocumentTable
  store: EventStore
  models: readonly RevisedModel[]
  revisions: RevisionStore
  checkpoints: Checkpoints
}

/** Whose turn it is: an execution works only as long as the rebuild is its own. */
export type Turn = { id: string; owner: string }

/** The rebuild, where this execution still owns it. Throws otherwise, so that two never fill the same segment for long. */
export const owned = async ({ revisions }: Pick<RebuildParts, "revisions">, { id, owner }: Turn) => {
  const now = await revisions.read()
  if (now.rebuild?.id !== id || now.rebuild.owner !== owner)
    throw new Error(`The rebuild ${id} was taken over by another execution`)
  return { revisions: now, rebuild: now.rebuild }
}

/** How many finished tickets are gathered before they are written. */
const gathered = 100

/** An event that cannot be decoded stops its ticket's rows where they are, and no other. */
const eventsOf = ({ item }: ScannedCommit): Recorded[] | undefined => {
  try {
    return fromItem(item)
  } catch {
    return undefined
  }
}

/** The ticket that is being read. Its counts join the others when it is complete. */
const openTicket = (fillers: readonly Filler[]) => {
  let broken = false
  let counted = nothingFilled
  return {
    take: (commit: ScannedCommit) => {
      const events = broken ? [] : eventsOf(commit)
      broken ||= events === undefined
      counted = plus(counted, { commits: 1, events: events?.length ?? 0 })
      for (const each of fillers) events?.forEach(each.apply)
    },
    finish: (ticketId: TicketId): Filled => {
      for (const each of fillers) each.finish(ticketId)
      return plus(counted, { tickets: 1, poisoned: broken ? fillers.length : 0 })
    },
  }
}

type Save = (after: CommitKey, filled: Filled) => Promise<void>

/** One ticket after the other. `save` gets what was written, and the key of the last commit of the last whole ticket. */
const folding = (fillers: readonly Filler[], save: Save) => {
  let open = openTicket(fillers)
  let last: ScannedCommit | undefined
  let whole: { after: CommitKey; filled: Filled } | undefined

  const flush = async () => {
    if (!whole) return
    const written = await Promise.all(fillers.map((each) => each.flush()))
    await save(whole.after, written.reduce(plus, whole.filled))
    whole = undefined
  }

  const finish = () => {
    if (!last) return
    whole = { after: last.key, filled: plus(whole?.filled ?? nothingFilled, open.finish(last.ticketId)) }
    open = openTicket(fillers)
  }

  const take = async (commit: ScannedCommit) => {
    if (last?.ticketId !== commit.ticketId) finish()
    if (whole && whole.filled.tickets >= gathered) await flush()
    last = commit
    open.take(commit)
  }

  return { take, finish, flush }
}

const fillersOf = ({ models, store }: RebuildParts, rebuild: Rebuild): Filler[] =>
  models.flatMap((model) => {
    const revised = rebuild.models.find(({ name }) => name === model.name)
    return revised ? [model.filler(revised, (ticketId, after) => store.load(ticketId, after))] : []
  })

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
  const fold = folding(fillersOf(parts, rebuild), (after, filled) => save({ ...plus(at, filled), after }))
  const { segment, after } = at
  for await (const page of scanCommits(parts.events, { segment, segments: rebuild.segments, after })) {
    for (const commit of page.commits) await fold.take(commit)
    await fold.flush()
    await owned(parts, turn)
    if (late() && !page.isLast) return at
  }
  fold.finish()
  await fold.flush()
  await save({ done: true })
  return at
}
