import type { Actor } from "#schemas/actor"
import type { Fact } from "#schemas/events"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"

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

/** 1..n facts to be stored together, as versions `expected + 1` and up. */
export type NewCommit = CommitMetadata & { ticketId: TicketId; expected: number; facts: readonly Fact[] }

/** Somebody else committed first. */
export class Conflict extends Error {
  readonly ticketId: TicketId
  readonly expected: number
  constructor(ticketId: TicketId, expected: number) {
    super(`${ticketId} is no longer at version ${expected}: load it and decide again`)
    this.name = "Conflict"
    this.ticketId = ticketId
    this.expected = expected
  }
}

/** A commit over the store's limit. */
export class TooLarge extends Error {
  constructor(ticketId: TicketId, bytes: number, limit: number) {
    super(`A commit to ${ticketId} has ${bytes} bytes; the limit is ${limit}: shorten the text or split the command`)
    this.name = "TooLarge"
  }
}

/** The port. Implementations pass test/contract/event-store.ts. */
export type EventStore = {
  /** All events of a ticket after the version `after` (default 0), in order, strongly consistent. Empty where there are none. */
  load(ticketId: TicketId, after?: number): Promise<Recorded[]>
  /**
   * Stores all facts or none, and returns the ticket's new version. A commit with the same `commitId` at the same
   * place is answered as if it were new. Throws Conflict where the ticket is not at `expected`, TooLarge over 350 KB.
   */
  append(commit: NewCommit): Promise<number>
}
