import type { Recorded } from "#schemas/recorded"
import type { DataOf, EventType } from "#schemas/ticket/events"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"

type Told = { kind: TimelineEntry["kind"]; text: string }
const system = (text: string): Told => ({ kind: "system", text })
const because = (reason: string | undefined) => (reason ? `: ${reason}` : "")

/** What happened, in the words of the conversation. An event without a line here has no row in the timeline. */
const told: { [T in EventType]?: (data: DataOf<T>) => Told } = {
  TicketSubmitted: ({ description }) => ({ kind: "customer", text: description }),
  ReplyPosted: ({ from, text }) => ({ kind: from, text }),
  NoteAdded: ({ text }) => ({ kind: "note", text }),
  SentimentDetected: ({ sentiment }) => system(`Sentiment: ${sentiment.toLowerCase()}`),
  TicketClassified: ({ priority, category }) => system(`Classified as ${priority}, ${category}`),
  ResponseDrafted: () => system("A reply was drafted"),
  DraftDiscarded: ({ reason }) => system(`Draft discarded${because(reason)}`),
  TicketRouted: ({ team, reason }) => system(`Routed to ${team}${because(reason)}`),
  TicketAssigned: ({ agent }) => system(`Assigned to ${agent.name}`),
  TicketUnassigned: () => system("Assignment removed"),
  PriorityChanged: ({ from, to, reason }) =>
    system(`Priority ${from ? `changed from ${from} to` : "set to"} ${to}${because(reason)}`),
  TicketPaused: ({ waitingOn, reason }) =>
    system(`Waiting for ${waitingOn === "customer" ? "the customer" : "a third party"}${because(reason)}`),
  TicketResumed: ({ because: why }) =>
    system(why === "customer-replied" ? "Reopened by the customer's reply" : "Resumed"),
  TicketResolved: ({ outcome, remark }) => system(`Resolved (${outcome})${because(remark)}`),
  TicketClosed: ({ reason }) => system(`Closed${because(reason)}`),
  TicketReopened: ({ because: why, reason }) =>
    system(`Reopened${why === "customer-replied" ? " by the customer's reply" : because(reason)}`),
  TicketEscalated: ({ reason }) => system(`Escalated${because(reason)}`),
  NotificationSent: ({ audience, channel }) =>
    system(
      `${audience === "team" ? "The team" : "The customer"} was notified by ${channel === "sns" ? "SNS" : "e-mail"}`,
    ),
}

/** The row of the conversation that an event makes, if it makes one. */
export const timelineEntry = ({ id, version, at, actor, type, data }: Recorded): TimelineEntry | undefined => {
  const tell = told[type] as ((data: unknown) => Told) | undefined
  return tell && { id, version, at, actor, type, ...tell(data) }
}

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
