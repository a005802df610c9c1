import { fold } from "#core/engine/aggregate"
import type { Current, Folded } from "#core/engine/event-store"
import type { Recorded, RecordedOf, Shapes } from "#schemas/recorded"

/** Commits whose ids a snapshot keeps, so that a repeated command is known again. */
const remembered = 200

/** Events between two snapshots, and the version of the first: docs/decisions/0013-snapshots-every-eight-events.md */
const every = 8
/** No stream has a snapshot before this version. */
export const firstSnapshot = 16

/**
 * A commit's id in short. The same for the same id, and for no other that anybody could find. The mark of a sender's key
 * is what the marks of all commits under that key begin with.
 */
export type Mark = (commitId: string) => string

/** What a stream had become at a version that ends a commit: all that decisions need of what came before. */
export type Snapshot<State = unknown> = {
  version: number
  state: State
  /** The last commits, oldest first, with the version that each led to. */
  commits: readonly (readonly [mark: string, version: number])[]
}

/** A history as a store gives it for decisions: where there is a snapshot, the tail begins right after it. */
export type Past<State = unknown, E extends Shapes = Shapes> = {
  snapshot?: Snapshot<State> | undefined
  tail: readonly RecordedOf<E>[]
}

/** The version that each commit of a history led to. */
export const outcomes = (tail: readonly Pick<Recorded, "commitId" | "version">[]) =>
  new Map(tail.map(({ commitId, version }) => [commitId, version]))

const stateOf = <State, E extends Shapes>(of: Folded<State, E>, { snapshot, tail }: Past<State, E>): State =>
  fold(of, tail, snapshot ? snapshot.state : of.initial)

type Versions = { snapshot?: Pick<Snapshot, "version"> | undefined; tail: readonly Pick<Recorded, "version">[] }

const versionOf = ({ snapshot, tail }: Versions): number => tail.at(-1)?.version ?? snapshot?.version ?? 0

const remembers = ({ commits }: Snapshot, mark: string): number | undefined =>
  commits.findLast(([known]) => known === mark)?.[1]

/** The stream as it is at the end of its past. */
export const resume = <State, E extends Shapes>(
  of: Folded<State, E>,
  past: Past<State, E>,
  mark: Mark,
): Current<State> => {
  const { snapshot, tail } = past
  const recent = outcomes(tail)
  return {
    state: stateOf(of, past),
    version: versionOf(past),
    answered: (commitId) => recent.get(commitId) ?? (snapshot && remembers(snapshot, mark(commitId))),
    usedKey: (key) =>
      tail.some(({ commitId }) => commitId.startsWith(key)) ||
      Boolean(snapshot?.commits.some(([known]) => known.startsWith(mark(key)))),
  }
}

/** The snapshot at the end of a past. */
export const advance = <State, E extends Shapes>(
  of: Folded<State, E>,
  past: Past<State, E>,
  mark: Mark,
): Snapshot<State> => {
  const recent = [...outcomes(past.tail)].map(([commitId, version]) => [mark(commitId), version] as const)
  return {
    version: versionOf(past),
    state: stateOf(of, past),
    commits: [...(past.snapshot?.commits ?? []), ...recent].slice(-remembered),
  }
}

/** Whether a snapshot is to be written when a stream of this kind has reached a version. */
export const snapshotDue = ({ stamp }: Pick<Folded, "stamp">, version: number): boolean =>
  stamp !== undefined && version >= firstSnapshot && version % every === 0
