import { toCustomer } from "#core/ticket/life"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"

const asTheyAre: Record<TimelineEntry["kind"], boolean> = { customer: true, agent: true, note: false, system: false }

/** A row of the conversation in the words for its customer; nothing where it is not for them. */
export const toldToCustomer = ({ kind, type, text }: TimelineEntry): string | undefined => {
  if (asTheyAre[kind]) return text
  return kind === "system" ? toCustomer(type) : undefined
}
