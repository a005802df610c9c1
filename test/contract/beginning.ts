import type { EventStore, Expected, NewCommit } from "#core/engine/event-store"
import type { Fact, Subject } from "#test/contract/subject"
import { agent } from "#test/support/actors"

/** What every test begins with: a stream that nobody else knows, so that a table may be shared, and its commits. */
export const beginning =
  (open: () => Promise<EventStore>, { of, newId }: Subject) =>
  async () => {
    const id = newId()
    const commit = (expected: Expected, facts: readonly Fact[], changes: Partial<NewCommit> = {}): NewCommit => ({
      id,
      expected,
      facts,
      commitId: typeof expected === "number" ? `commit-${expected + 1}` : expected,
      at: "2026-01-02T03:04:05.000Z",
      actor: agent,
      correlationId: "corr-1",
      ...changes,
    })
    return { store: await open(), id, stream: { category: of.category, id }, commit }
  }
