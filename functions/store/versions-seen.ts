import type { TicketId } from "#schemas/id"

/** Enough for whatever one process works on at a time. */
const most = 1_000

/**
 * Versions at which a commit of a ticket is known to end, the last 1,000. Events never change, so what was once seen stays
 * true: a conditional write right after such a version can make neither a gap nor an overlap.
 */
export const versionsSeen = () => {
  const seen = new Set<string>()
  return {
    has: (ticketId: TicketId, version: number): boolean => version === 0 || seen.has(`${ticketId}@${version}`),
    add: (ticketId: TicketId, version: number) => {
      seen.add(`${ticketId}@${version}`)
      if (seen.size <= most) return
      const [oldest = ""] = seen
      seen.delete(oldest)
    },
  }
}

export type VersionsSeen = ReturnType<typeof versionsSeen>
