import { aggregateOf } from "#core/registry"
import { fromItem } from "#functions/store/commit-item"
import type { CommitKey } from "#functions/store/commit-key"
import type { ScannedCommit } from "#functions/store/scan-commits"
import { type Counts, nothingFilled, plus } from "#functions/views/checkpoints"
import type { Filler } from "#projections/filler"
import type { Filled } from "#schemas/rebuild"
import type { Recorded } from "#schemas/recorded"
import { isSame, type Stream } from "#schemas/stream"
import { Unreadable } from "#schemas/unreadable"

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

/** Those that take this stream. */
export const readersOf = (fillers: readonly Filler[], { category }: Stream) =>
  fillers.filter(({ from }) => from === category)

/** One stream after the other. `save` gets what was written, and the key of the last commit of the last whole stream. */
export const folding = (fillers: readonly Filler[], save: Save) => {
  let open = openStream([])
  let last: ScannedCommit | undefined
  let whole: { after: CommitKey; filled: Filled } | undefined
  let writing = Promise.resolve()

  const write = async (after: CommitKey, filled: Filled) => {
    const written = await Promise.all(fillers.map(async (each) => [each.name, await each.flush()] as const))
    const sum = written.reduce<Filled>((all, [, counted]) => plus(all, counted), filled)
    await save(after, sum, Object.fromEntries(written))
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
