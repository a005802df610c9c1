import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import { fromItem } from "#functions/store/commit-item"
import { type CommitKey, type ScannedCommit, scanCommits } from "#functions/store/scan-commits"
import { type Checkpoint, type Checkpoints, nothingFilled, plus } from "#functions/views/checkpoints"
import type { LiveWrites } from "#functions/views/live-writes"
import { listPoison, type Rows } from "#functions/views/poisoned"
import type { RevisedModel } from "#functions/views/read-models"
import type { DocumentTable, RevisionStore } from "#functions/views/revisions"
import type { LoadAfter } from "#projections/catch-up"
import type { Filler } from "#projections/filler"
import type { Poison } from "#projections/poison"
import type { Filled, Rebuild } from "#schemas/rebuild"
import { isSame } from "#schemas/stream"
import type { TicketEvent } from "#schemas/ticket/events"
import { Unreadable } from "#schemas/unreadable"

export type RebuildParts = {
  events: DocumentTable
  store: EventStore
  models: readonly RevisedModel[]
  revisions: RevisionStore
  checkpoints: Checkpoints
  liveWrites: Pick<LiveWrites, "latest">
} & Pick<Rows, "poisoned" | "now">

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

/** The events of a commit. What cannot be read stops its ticket's rows where they are, and no other. */
const eventsOf = ({ key, stream, item }: ScannedCommit, fillers: readonly Filler[]): TicketEvent[] => {
  try {
    return fromItem(ticket, item)
  } catch (cause) {
    const at = cause instanceof Unreadable ? cause : { stream, version: key.sk }
    for (const each of fillers) each.block(at, cause)
    return []
  }
}

/** The ticket that is being read. Its counts join the others when it is complete. */
const openTicket = (fillers: readonly Filler[]) => {
  let counted = nothingFilled
  return {
    take: (commit: ScannedCommit) => {
      const events = eventsOf(commit, fillers)
      counted = plus(counted, { commits: 1, events: events.length })
      for (const each of fillers) events.forEach(each.apply)
    },
    finish: (ticketId: string): Filled => {
      for (const each of fillers) each.finish(ticketId)
      return plus(counted, { tickets: 1 })
    },
  }
}

type Save = (after: CommitKey, filled: Filled) => Promise<void>

/** One ticket after the other. `save` gets what was written, and the key of the last commit of the last whole ticket. */
const folding = (fillers: readonly Filler[], save: Save) => {
  let open = openTicket(fillers)
  let last: ScannedCommit | undefined
  let whole: { after: CommitKey; filled: Filled } | undefined
  let writing = Promise.resolve()

  const write = async (after: CommitKey, filled: Filled) => {
    const written = await Promise.all(fillers.map((each) => each.flush()))
    await save(after, written.reduce(plus, filled))
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
    open = openTicket(fillers)
  }

  const take = async (commit: ScannedCommit) => {
    if (!last || !isSame(last.stream, commit.stream)) finish()
    if (whole && whole.filled.tickets >= gathered) await flush()
    last = commit
    open.take(commit)
  }

  return { take, finish, flush, settle }
}

const fillersOf = (parts: RebuildParts, rebuild: Rebuild, isQuiet: () => Promise<boolean>): Filler[] =>
  parts.models.flatMap((model) => {
    const revised = rebuild.models.find(({ name }) => name === model.name)
    const list = (poison: Poison) => listPoison(parts, revised?.to ?? model.revision, poison)
    const load: LoadAfter = (ticketId, after) => parts.store.load(ticket, ticketId, after)
    return revised ? [model.filler(revised, { load, list, isQuiet })] : []
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
  const before = await parts.liveWrites.latest()
  const isQuiet = async () => (await parts.liveWrites.latest()) === before
  const fold = folding(fillersOf(parts, rebuild, isQuiet), async (after, filled) => {
    await owned(parts, turn)
    await save({ ...plus(at, filled), after })
  })
  const { segment, after } = at
  for await (const page of scanCommits(parts.events, { segment, segments: rebuild.segments, after })) {
    for (const commit of page.commits) if (commit.stream.category === ticket.category) await fold.take(commit)
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
