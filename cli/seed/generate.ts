import { compose } from "#cli/seed/compose"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"

export type Generate = {
  /** The same seed gives the same tickets, ids included. */
  seed: number | string
  count: number
  /** When the first ticket is submitted. */
  at: Date
  /** Milliseconds from one ticket to the next; default one second. */
  gapMs?: number
}

/** Realistic tickets of many customers about many products. A larger `count` begins with the same tickets. */
export const tickets = ({ seed, count, at, gapMs = 1_000 }: Generate): TicketSubmittedMessage[] =>
  Array.from({ length: count }, (_, number) =>
    compose(String(seed), number, new Date(at.getTime() + Math.round(number * gapMs)).toISOString()),
  )
