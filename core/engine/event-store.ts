import type { Ticket } from "#core/ticket/state"
import type { Actor } from "#schemas/actor"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"
import type { Fact } from "#schemas/ticket/events"

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

/** Where a commit belongs: right after this version, or wherever the ticket ends, if there is (not) one. */
export type Expected = number | "any" | "must-exist" | "must-not-exist"

/** 1..n facts to be stored together, right after the version that is `expected`. */
export type NewCommit = CommitMetadata & { ticketId: TicketId; expected: Expected; facts: readonly Fact[] }

const reasons: Record<Exclude<Expected, number>, (version: number) => string> = {
  any: (version) => `is at version ${version} and was changed by others at every attempt: try again`,
  "must-exist": () => "does not exist: submit it first",
  "must-not-exist": (version) => `exists already, at version ${version}: load it and decide again`,
}

const reason = (expected: Expected, actual: number): string =>
  typeof expected === "number"
    ? `is at version ${actual}, not at ${expected}: load it and decide again`
    : reasons[expected](actual)

/** The ticket is not as the commit expects it: mostly, somebody else committed first. `actual` is 0 without a ticket. */
export class Conflict extends Error {
  readonly ticketId: TicketId
  readonly expected: Expected
  readonly actual: number
  constructor(ticketId: TicketId, expected: Expected, actual: number) {
    super(`${ticketId} ${reason(expected, actual)}`)
    this.name = "Conflict"
    this.ticketId = ticketId
    this.expected = expected
    this.actual = actual
  }
}

/** A commit over the store's limit. */
export class TooLarge extends Error {
  constructor(ticketId: TicketId, bytes: number, limit: number) {
    super(`A commit to ${ticketId} has ${bytes} bytes; the limit is ${limit}: shorten the text or split the command`)
    this.name = "TooLarge"
  }
}

/** What a decision is made on. Version 0 is a ticket that does not exist. */
export type Current = {
  ticket: Ticket
  version: number
  /** The version that a commit led to, if it is one of the ticket's last 200. */
  answered: (commitId: string) => number | undefined
  /** Whether one of the ticket's last 200 commits has an id that begins with this sender's key. */
  usedKey: (key: string) => boolean
}

/** A moment in a ticket's life: a version, or a time as ISO 8601. */
export type Point = { version: number } | { time: string }

/** The port. Implementations pass test/contract/event-store.ts. Every read is strongly consistent. */
export type EventStore = {
  /** All events of a ticket after the version `after` (default 0), in order. Empty where there are none. */
  load(ticketId: TicketId, after?: number): Promise<Recorded[]>
  /** The history up to and with a version, or until the first event that is later than a time. In order. */
  loadUntil(ticketId: TicketId, until: Point): Promise<Recorded[]>
  /** The ticket as it is now, from its latest snapshot and what followed: at any length about the same work. */
  current(ticketId: TicketId): Promise<Current>
  /** Lets `current` begin here from now on. Never needed for a right answer, and harmless at any time, twice, or late. */
  snapshot(ticketId: TicketId): Promise<void>
  /**
   * Stores all facts or none, and returns the ticket's new version. A commit with the same `commitId` as one of the last
   * 200 is answered as it was. Throws Conflict where the ticket is not as expected, TooLarge over 350 KB.
   */
  append(commit: NewCommit): Promise<number>
}
