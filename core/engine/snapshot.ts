import { fold } from "#core/engine/decider"
import type { Current } from "#core/engine/event-store"
import { evolve, initial, type Ticket } from "#core/ticket/state"
import type { Recorded } from "#schemas/recorded"

/** Commits whose ids a snapshot keeps, so that a repeated command is known again. */
const remembered = 200

/** Events between two snapshots, and the version of the first: docs/decisions/0013-snapshots-every-eight-events.md */
const every = 8
const first = 16

/**
 * A commit's id in short. The same for the same id, and for no other that anybody could find. The mark of a sender's key
 * is what the marks of all commits under that key begin with.
 */
export type Mark = (commitId: string) => string

/** What a ticket had become at a version that ends a commit: all that decisions need of what came before. */
export type Snapshot = {
  version: number
  ticket: Ticket
  /** The last commits, oldest first, with the version that each led to. */
  commits: readonly (readonly [mark: string, version: number])[]
}

/** A history as a store gives it for decisions: where there is a snapshot, the tail begins right after it. */
export type Past = { snapshot?: Snapshot | undefined; tail: readonly Recorded[] }

const outcomes = (tail: readonly Recorded[]) => new Map(tail.map(({ commitId, version }) => [commitId, version]))

const ticketOf = ({ snapshot, tail }: Past): Ticket => fold(evolve, snapshot?.ticket ?? initial, tail)

const versionOf = ({ snapshot, tail }: Past): number => tail.at(-1)?.version ?? snapshot?.version ?? 0

const remembers = ({ commits }: Snapshot, mark: string): number | undefined =>
  commits.findLast(([known]) => known === mark)?.[1]

/** The ticket as it is at the end of its past. */
export const resume = (past: Past, mark: Mark): Current => {
  const { snapshot, tail } = past
  const recent = outcomes(tail)
  return {
    ticket: ticketOf(past),
    version: versionOf(past),
    answered: (commitId) => recent.get(commitId) ?? (snapshot && remembers(snapshot, mark(commitId))),
    usedKey: (key) =>
      tail.some(({ commitId }) => commitId.startsWith(key)) ||
      Boolean(snapshot?.commits.some(([known]) => known.startsWith(mark(key)))),
  }
}

/** The snapshot at the end of a past. */
export const advance = (past: Past, mark: Mark): Snapshot => {
  const recent = [...outcomes(past.tail)].map(([commitId, version]) => [mark(commitId), version] as const)
  return {
    version: versionOf(past),
    ticket: ticketOf(past),
    commits: [...(past.snapshot?.commits ?? []), ...recent].slice(-remembered),
  }
}

/** Whether a snapshot is to be written when a ticket has reached a version. */
export const snapshotDue = (version: number): boolean => version >= first && version % every === 0
