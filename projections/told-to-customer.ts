import type { EventType } from "#schemas/ticket/events"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"

/** What a customer is told of the things that happened, without the desk's remarks. Others stay inside. */
const happened: { [T in EventType]?: string } = {
  TicketPaused: "We are waiting for an answer",
  TicketResumed: "Work goes on",
  TicketResolved: "Resolved",
  TicketClosed: "Closed",
  TicketReopened: "Reopened",
  TicketEscalated: "Escalated",
}

const words = new Map<string, string>(Object.entries(happened))

/** A row of the conversation in the words for its customer; nothing where it is not for them. */
export const toldToCustomer = ({ kind, type, text }: TimelineEntry): string | undefined => {
  if (kind === "customer" || kind === "agent") return text
  return kind === "system" ? words.get(type) : undefined
}
