import { toldToCustomer } from "#projections/told-to-customer"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"
import type { TicketPage, TimelineEntry } from "#schemas/ticket/views/ticket-page"

const seen = (entry: TimelineEntry): TimelineEntry[] => {
  const { role, name } = entry.actor
  const text = toldToCustomer(entry)
  return text === undefined ? [] : [{ ...entry, actor: { role, id: role, ...(name && { name }) }, text }]
}

const inside = ["sentiment", "category", "team", "assignee", "priorityBy", "teamBy", "snoozedUntil"] as const

const without = <T extends object, K extends keyof T>(row: T, keys: readonly K[]): Omit<T, K> => {
  const rest = { ...row }
  for (const key of keys) delete rest[key]
  return rest
}

/** A ticket page without notes, drafts, judgements and the desk's internals. */
export const pageForCustomer = (page: TicketPage) => ({
  ...without(page, [...inside, "classification", "draft", "earlierForCustomer"]),
  timeline: page.timeline.flatMap(seen),
  earlier: page.earlierForCustomer ?? 0,
})

/** A list row without the desk's internals. */
export const rowForCustomer = <Row extends InboxRow>(row: Row) => ({ ...without(row, inside), draftWaiting: false })
