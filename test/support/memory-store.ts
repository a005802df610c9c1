import { contiguous, encode } from "#core/commit"
import { Conflict, type EventStore } from "#core/event-store"
import { decode } from "#schemas/decode"
import type { TicketId } from "#schemas/id"

/** The event store in memory. Keeps JSON, as the table does, so that nothing is shared and everything is decoded. */
export const memoryStore = (): EventStore => {
  const commits = new Map<TicketId, string[]>()
  const all = (ticketId: TicketId) => (commits.get(ticketId) ?? []).flatMap((json) => decode(JSON.parse(json)))
  return {
    load: async (ticketId, after = 0) => contiguous(all(ticketId)).filter(({ version }) => version > after),
    append: async (commit) => {
      const { ticketId, expected, commitId } = commit
      const stored = encode(commit)
      const past = all(ticketId)
      const there = past.filter(({ version }) => version > expected)
      if (there[0]?.commitId === commitId) return expected + there.filter((event) => event.commitId === commitId).length
      if (past.length !== expected) throw new Conflict(ticketId, expected)
      commits.set(ticketId, [...(commits.get(ticketId) ?? []), JSON.stringify(stored)])
      return expected + commit.facts.length
    },
  }
}
