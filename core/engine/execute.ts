import type { Context } from "#core/engine/decider"
import { Conflict, type Current, type EventStore } from "#core/engine/event-store"
import type { Ticket } from "#core/ticket/state"
import type { TicketId } from "#schemas/id"
import type { Fact } from "#schemas/ticket/events"

/** Attempts before a contended command gives up with Conflict. */
const attempts = 5

export type Command = {
  ticketId: TicketId
  /** Throws Rejected where the actor may not; asked before anything else, so that no other answer tells them more. */
  authorise?: ((ticket: Ticket, context: Context) => void) | undefined
  decide: (ticket: Ticket, context: Context) => Fact[]
  /** Only at this version (HTTP If-Match): a ticket that moved on is a Stale, and is not decided again. */
  onlyAt?: number | undefined
}

/** What `execute` needs from the outside. `pause` waits between attempts, with jitter; attempts count from 1. */
export type Desk = { store: EventStore; pause: (attempt: number) => Promise<void> }

/** The caller decided on a version that is no longer the ticket's. */
export class Stale extends Error {
  readonly version: number
  constructor(ticketId: TicketId, expected: number, version: number) {
    super(`${ticketId} is at version ${version}, not ${expected}: reload it`)
    this.name = "Stale"
    this.version = version
  }
}

/** The sender's key for repeats belongs to a command that was executed before and was another one. */
export class KeyReused extends Error {
  constructor(ticketId: TicketId) {
    super(`This Idempotency-Key was used for another request to ${ticketId}: take a new key for each request`)
    this.name = "KeyReused"
  }
}

/** The version that this command led to when it was executed before, or undefined. Throws KeyReused. */
const done = (ticketId: TicketId, { answered, usedKey }: Current, { commitId, key }: Context): number | undefined => {
  const before = answered(commitId)
  if (before === undefined && key !== undefined && usedKey(key)) throw new KeyReused(ticketId)
  return before
}

const attempt = async (desk: Desk, command: Command, context: Context): Promise<number> => {
  const { ticketId, onlyAt } = command
  const current = await desk.store.current(ticketId)
  const { ticket, version } = current
  command.authorise?.(ticket, context)
  const before = done(ticketId, current, context)
  if (before !== undefined) return before
  if (onlyAt !== undefined && onlyAt !== version) throw new Stale(ticketId, onlyAt, version)
  const facts = command.decide(ticket, context)
  if (facts.length === 0) return version
  const { key: _, ...metadata } = context
  return desk.store.append({ ...metadata, ticketId, expected: version, facts })
}

/**
 * Load, decide, append; returns the ticket's version afterwards. A command that was executed before (the `commitId` of
 * one of the last 200 commits) answers as it did then. A concurrent write is answered by deciding again on fresh state,
 * up to 5 times. Throws Rejected, Stale, KeyReused, TooLarge, and Conflict when every attempt was beaten.
 */
export const execute = async (desk: Desk, command: Command, context: Context): Promise<number> => {
  for (let round = 1; ; round++) {
    try {
      return await attempt(desk, command, context)
    } catch (error) {
      if (!(error instanceof Conflict) || round === attempts) throw error
      await desk.pause(round)
    }
  }
}
