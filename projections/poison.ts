import * as z from "zod"
import type { Recorded } from "#schemas/recorded"
import type { Unreadable } from "#schemas/unreadable"

export type PoisonedEvent = Pick<Recorded, "stream" | "version"> & {
  [K in "type" | "correlationId" | "causationId"]?: Recorded[K] | undefined
}

/**
 * An event that a read model cannot take, however often one tries: its fold throws, it cannot be decoded, or the row
 * that it makes is refused. Holds up its own row only; `cause` is what was thrown.
 */
export class Poison extends Error {
  readonly projection: string
  /** The event, or as much of it as is known. */
  readonly at: PoisonedEvent
  constructor(projection: string, at: PoisonedEvent, cause: unknown) {
    super(`${at.stream.id} version ${at.version} is poison to ${projection}`, { cause })
    this.name = "Poison"
    this.projection = projection
    this.at = at
  }
}

/** What cannot be read is poison to every read model. */
export const poisonOf = (projection: string, unreadable: Unreadable): Poison =>
  new Poison(projection, unreadable, unreadable)

/** True for a row that is refused for what it is, which no retry changes: DynamoDB's for over 400 KB or an empty key. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof Error && error.name === "ValidationException")
