import { bodyOf, contiguous, encode, placeAfter, upTo } from "#core/engine/commit"
import { decode } from "#core/engine/decode"
import type { EventStore } from "#core/engine/event-store"
import { advance, type Past, resume, type Snapshot } from "#core/engine/snapshot"
import { mark } from "#functions/store/snapshot-item"
import type { TicketId } from "#schemas/id"

/** The event store in memory. Keeps JSON, as the table does, so that nothing is shared and everything is decoded. */
export const memoryStore = (): EventStore => {
  const commits = new Map<TicketId, string[]>()
  const snapshots = new Map<TicketId, string>()
  const all = (ticketId: TicketId) =>
    contiguous((commits.get(ticketId) ?? []).flatMap((json) => decode(JSON.parse(json))))
  const past = (ticketId: TicketId): Past => {
    const json = snapshots.get(ticketId)
    const snapshot: Snapshot | undefined = json === undefined ? undefined : JSON.parse(json)
    const after = snapshot?.version ?? 0
    return { snapshot, tail: all(ticketId).filter(({ version }) => version > after) }
  }
  return {
    load: async (ticketId, after = 0) => all(ticketId).filter(({ version }) => version > after),
    loadUntil: async (ticketId, until) => upTo(all(ticketId), until),
    current: async (ticketId) => resume(past(ticketId), mark),
    snapshot: async (ticketId) => {
      const { tail } = past(ticketId)
      if (tail.length > 0) snapshots.set(ticketId, JSON.stringify(advance(past(ticketId), mark)))
    },
    append: async (commit) => {
      const { ticketId, commitId } = commit
      bodyOf(encode(commit, 0))
      const ofThis = all(ticketId).filter((event) => event.commitId === commitId)
      const known = ofThis.at(-1)
      if (known) return known.version
      const after = placeAfter(commit, all(ticketId).length)
      commits.set(ticketId, [...(commits.get(ticketId) ?? []), JSON.stringify(encode(commit, after))])
      return after + commit.facts.length
    },
  }
}
