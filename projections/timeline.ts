import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"

/** A page must fit an item of DynamoDB (400 KB) with room for its other fields. */
const budget = 250_000

/** Entries never change, and a timeline is measured again with each event. */
const sizes = new WeakMap<TimelineEntry, number>()

/** Bytes of an entry as JSON. */
const sizeOf = (entry: TimelineEntry): number => {
  const known = sizes.get(entry)
  if (known !== undefined) return known
  const size = Buffer.byteLength(JSON.stringify(entry))
  sizes.set(entry, size)
  return size
}

/** Drops the oldest entries, but never the first (the customer's question), until the rest fits the budget. */
export const withinBudget = (timeline: readonly TimelineEntry[]): TimelineEntry[] => {
  let excess = timeline.reduce((sum, entry) => sum + sizeOf(entry), 0) - budget
  return timeline.filter((entry, i) => {
    if (excess <= 0 || i === 0) return true
    excess -= sizeOf(entry)
    return false
  })
}
