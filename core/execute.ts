import type { Context } from "#core/decider"
import { Conflict, type EventStore } from "#core/event-store"
import type { Ticket } from "#core/ticket/state"
import type { Fact } from "#schemas/events"
import type { TicketId } from "#schemas/id"

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

const attempt = async (desk: Desk, command: Command, context: Context): Promise<number> => {
  const { ticketId, onlyAt } = command
  const { ticket, version, answered } = await desk.store.current(ticketId)
  command.authorise?.(ticket, context)
  const before = answered(context.commitId)
  if (before !== undefined) return before
  if (onlyAt !== undefined && onlyAt !== version) throw new Stale(ticketId, onlyAt, version)
  const facts = command.decide(ticket, context)
  if (facts.length === 0) return version
  return desk.store.append({ ...context, ticketId, expected: version, facts })
}

/**
 * Load, decide, append; returns the ticket's version afterwards. A command that was executed before (the `commitId` of
 * one of the last 200 commits) answers as it did then. A concurrent write is answered by deciding again on fresh state, up to 5 times.
 * Throws Rejected, Stale, TooLarge, and Conflict when every attempt was beaten.
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
