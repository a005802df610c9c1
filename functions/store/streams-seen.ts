import type { Current } from "#core/engine/event-store"
import { named, type Stream } from "#schemas/stream"

/** Enough for whatever one process works on at a time: streams, and versions and commits of each. */
const mostStreams = 1_000
const mostOfEach = 200

type Answered = Current<unknown>["answered"]

type Seen = { versions: Set<number>; commits: Map<string, number>; before: Answered }

const nothing: Answered = () => undefined

/** Forgets the oldest. */
const bounded = (kept: Set<unknown> | Map<unknown, unknown>, most: number) => {
  if (kept.size <= most) return
  const [oldest] = kept.keys()
  kept.delete(oldest)
}

/**
 * Versions at which a commit of a stream is known to end, and which commits led there. Events never change, so what was
 * once seen stays true: a conditional write right after such a version can make neither a gap nor an overlap, and a
 * commit that is known there needs no second place.
 */
export const streamsSeen = () => {
  const all = new Map<string, Seen>()

  const seen = (stream: Stream): Seen => {
    const known = all.get(named(stream)) ?? { versions: new Set(), commits: new Map(), before: nothing }
    all.set(named(stream), known)
    bounded(all, mostStreams)
    return known
  }

  return {
    /** Whether a commit may be written right after this version without a look. */
    ends: (stream: Stream, version: number): boolean =>
      version === 0 || all.get(named(stream))?.versions.has(version) === true,
    /** The version that a commit is known to have led to. */
    answered: (stream: Stream, commitId: string): number | undefined => {
      const known = all.get(named(stream))
      return known?.commits.get(commitId) ?? known?.before(commitId)
    },
    /** The stream was read as it is at `version`, with the commits that led there. */
    read: (stream: Stream, { version, answered }: Pick<Current<unknown>, "version" | "answered">): void => {
      const known = seen(stream)
      known.before = answered
      known.versions.add(version)
      bounded(known.versions, mostOfEach)
    },
    /** A commit was written, and the stream was at such a version after it. */
    wrote: (stream: Stream, commitId: string, version: number): void => {
      const known = seen(stream)
      known.commits.set(commitId, version)
      known.versions.add(version)
      bounded(known.commits, mostOfEach)
      bounded(known.versions, mostOfEach)
    },
  }
}

export type StreamsSeen = ReturnType<typeof streamsSeen>
