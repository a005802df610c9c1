import type { Nature } from "#core/engine/aggregate"
import type { Actor } from "#schemas/actor"
import type { FactOf, RecordedOf, Shapes } from "#schemas/recorded"
import { named, type Stream } from "#schemas/stream"

/** What every event of a commit shares. `commitId` names the attempt: the same id twice is the same commit. */
export type CommitMetadata = {
  commitId: string
  /** ISO 8601 in UTC. */
  at: string
  actor: Actor
  /** The same for everything that followed from one request. */
  correlationId: string
  /** The id of the event that led to this commit, where one did. */
  causationId?: string | undefined
}

/** Where a commit belongs: right after this version, or wherever the stream ends, if there is (not) one. */
export type Expected = number | "any" | "must-exist" | "must-not-exist"

/** 1..n facts to be stored together in the stream with this id, right after the version that is `expected`. */
export type NewCommit<E extends Shapes = Shapes> = CommitMetadata & {
  id: string
  expected: Expected
  facts: readonly FactOf<E>[]
}

const reasons: Record<Exclude<Expected, number>, (version: number) => string> = {
  any: (version) => `is at version ${version} and was changed by others at every attempt: try again`,
  "must-exist": () => "does not exist: make it first",
  "must-not-exist": (version) => `exists already, at version ${version}: load it and decide again`,
}

const reason = (expected: Expected, actual: number): string =>
  typeof expected === "number"
    ? `is at version ${actual}, not at ${expected}: load it and decide again`
    : reasons[expected](actual)

/** The stream is not as the commit expects it: mostly, somebody else committed first. `actual` is 0 without a stream. */
export class Conflict extends Error {
  readonly stream: Stream
  readonly expected: Expected
  readonly actual: number
  constructor(stream: Stream, expected: Expected, actual: number) {
    super(`${stream.id} ${reason(expected, actual)}`)
    this.name = "Conflict"
    this.stream = stream
    this.expected = expected
    this.actual = actual
  }
}

/** A commit over the store's limit. */
export class TooLarge extends Error {
  constructor({ id }: Stream, bytes: number, limit: number) {
    super(`A commit to ${id} has ${bytes} bytes; the limit is ${limit}: shorten the text or split the command`)
    this.name = "TooLarge"
  }
}

/** A stream of a category that this code has no aggregate for. */
export class UnknownCategory extends Error {
  readonly stream: Stream
  constructor(stream: Stream, known: readonly string[]) {
    super(`${named(stream)} is of a category that this code does not know; it knows ${known.join(", ")}: deploy first`)
    this.name = "UnknownCategory"
    this.stream = stream
  }
}

/** What a decision is made on. Version 0 is a stream that does not exist. */
export type Current<State> = {
  state: State
  version: number
  /** The version that a commit led to, if it is one of the stream's last 200. */
  answered: (commitId: string) => number | undefined
  /** Whether one of the stream's last 200 commits has an id that begins with this sender's key. */
  usedKey: (key: string) => boolean
}

/** What a store must know of an aggregate to read its streams, and to say what they have become. */
export type Events<E extends Shapes = Shapes> = Pick<Nature<unknown, E>, "category" | "events" | "upcasters">
export type Folded<State = unknown, E extends Shapes = Shapes> = Events<E> &
  Pick<Nature<State, E>, "initial" | "evolve" | "stamp">

/** A moment in a stream's life: a version, or a time as ISO 8601. */
export type Point = { version: number } | { time: string }

/** The port. Implementations pass test/contract/event-store.ts. Every read is strongly consistent. */
export type EventStore = {
  /** All events of a stream after the version `after` (default 0), in order. Empty where there are none. */
  load<E extends Shapes>(of: Events<E>, id: string, after?: number): Promise<RecordedOf<E>[]>
  /** The history up to and with a version, or until the first event that is later than a time. In order. */
  loadUntil<E extends Shapes>(of: Events<E>, id: string, until: Point): Promise<RecordedOf<E>[]>
  /** The stream as it is now, from its latest snapshot and what followed: at any length about the same work. */
  current<State, E extends Shapes>(of: Folded<State, E>, id: string): Promise<Current<State>>
  /** Lets `current` begin here from now on. Never needed for a right answer, and harmless at any time, twice, or late. */
  snapshot(of: Folded, id: string): Promise<void>
  /**
   * Stores all facts or none, and returns the stream's new version. A commit with the same `commitId` as one of the last
   * 200 is answered as it was. Throws Conflict where the stream is not as expected, TooLarge over 350 KB.
   */
  append<State, E extends Shapes>(of: Folded<State, E>, commit: NewCommit<E>): Promise<number>
}
