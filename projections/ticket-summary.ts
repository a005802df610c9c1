import type { Agent } from "#schemas/actor"
import type { Recorded } from "#schemas/recorded"
import type { DataOf, EventType } from "#schemas/ticket/events"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"

/** What every list and page shows of a ticket, folded by the same steps in both read models. */
export type Summary = Omit<InboxRow, "customer" | "sentiment" | "draftWaiting">

type Change = Partial<Omit<Summary, "assignee">> & { assignee?: Agent | undefined }

/** A new ticket as both read models begin it. */
export const opened = ({ ticketId, data, at }: Recorded<"TicketSubmitted">): Summary => ({
  ticketId,
  subject: data.subject,
  status: "new",
  product: data.product,
  issueType: data.issueType,
  ...(data.priority && { priority: data.priority, priorityBy: "customer" }),
  escalated: false,
  submittedAt: data.submittedAt,
  updatedAt: at,
})

const touched = ({ status }: Summary): Change => (status === "new" ? { status: "open" } : {})

const byType: { [T in EventType]?: (summary: Summary, data: DataOf<T>) => Change } = {
  TicketClassified: ({ priorityBy }, { priority, category }) => ({
    category,
    ...(priorityBy !== "agent" && { priority, priorityBy: "triage" }),
  }),
  TicketRouted: (_, { team }) => ({ team }),
  TicketAssigned: (summary, { agent }) => ({ ...touched(summary), assignee: agent }),
  TicketUnassigned: () => ({ assignee: undefined }),
  PriorityChanged: (_, { to }) => ({ priority: to, priorityBy: "agent" }),
  ReplyPosted: (summary, { from }) => (from === "agent" ? touched(summary) : {}),
  TicketPaused: (_, { waitingOn }) => ({ status: waitingOn === "customer" ? "pending" : "on-hold" }),
  TicketResumed: () => ({ status: "open" }),
  TicketResolved: () => ({ status: "resolved" }),
  TicketClosed: () => ({ status: "closed" }),
  TicketReopened: () => ({ status: "open" }),
  TicketEscalated: () => ({ escalated: true }),
}

/** A row with the event's effect on status, priority, team and assignee. Telling somebody is not an update. */
export const summarise = <Row extends Summary>(row: Row, event: Recorded): Row => {
  const step = byType[event.type] as ((summary: Summary, data: unknown) => Change) | undefined
  const updatedAt = event.type === "NotificationSent" ? row.updatedAt : event.at
  const { assignee, ...next } = { ...row, ...step?.(row, event.data), updatedAt }
  return (assignee === undefined ? next : { ...next, assignee }) as Row
}
