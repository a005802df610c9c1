import type { InboxRow } from "#schemas/views/inbox-row"
import type { TicketPage, TimelineEntry } from "#schemas/views/ticket-page"

/** What a customer is told of the things that happened, without the desk's remarks. Others stay inside. */
const told: Record<string, string> = {
  TicketPaused: "We are waiting for an answer",
  TicketResumed: "Work goes on",
  TicketResolved: "Resolved",
  TicketClosed: "Closed",
  TicketReopened: "Reopened",
  TicketEscalated: "Escalated",
}

const seen = (entry: TimelineEntry): TimelineEntry[] => {
  const { role, name } = entry.actor
  const actor = { role, id: role, ...(name && { name }) }
  if (entry.kind === "customer" || entry.kind === "agent") return [{ ...entry, actor }]
  const text = entry.kind === "system" ? told[entry.type] : undefined
  return text ? [{ ...entry, actor, text }] : []
}

const inside = ["sentiment", "category", "team", "assignee", "priorityBy"] as const

const without = <T extends object, K extends keyof T>(row: T, keys: readonly K[]): Omit<T, K> => {
  const rest = { ...row }
  for (const key of keys) delete rest[key]
  return rest
}

/** A ticket page without notes, drafts, judgements and the desk's internals. */
export const pageForCustomer = (page: TicketPage) => ({
  ...without(page, [...inside, "classification", "draft"]),
  timeline: page.timeline.flatMap(seen),
})

/** A list row without the desk's internals. */
export const rowForCustomer = <Row extends InboxRow>(row: Row) => ({ ...without(row, inside), draftWaiting: false })
