import { randomUUID } from "node:crypto"
import type { EventStore, Expected, NewCommit } from "#core/engine/event-store"
import type { Fact } from "#schemas/ticket/events"
import { agent } from "#test/support/actors"

export const note = (text: string): Fact => ({ type: "NoteAdded", data: { text } })

/** What every test begins with: a ticket that nobody else knows, so that a table may be shared, and its commits. */
export const beginning = (open: () => Promise<EventStore>) => async () => {
  const ticketId = `TKT-${randomUUID()}`
  const commit = (expected: Expected, facts: readonly Fact[], changes: Partial<NewCommit> = {}): NewCommit => ({
    ticketId,
    expected,
    facts,
    commitId: typeof expected === "number" ? `commit-${expected + 1}` : expected,
    at: "2026-01-02T03:04:05.000Z",
    actor: agent,
    correlationId: "corr-1",
    ...changes,
  })
  return { store: await open(), ticketId, commit }
}
