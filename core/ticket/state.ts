import type { Evolve } from "#core/decider"
import type { Agent } from "#schemas/actor"
import type { DataOf } from "#schemas/events"
import type { CustomerId, TicketId } from "#schemas/id"
import type { Engine, Priority, Sentiment, SentimentScores, Status } from "#schemas/ticket"

/** A ticket that was submitted: what decisions need to know, no more. */
export type LiveTicket = {
  id: TicketId
  status: Status
  customerId: CustomerId
  submitted: DataOf<"TicketSubmitted">
  priority?: Priority
  /** An agent set the priority or the team; rules no longer touch it. */
  priorityByAgent: boolean
  routedByAgent: boolean
  sentiment?: { sentiment: Sentiment; scores: SentimentScores; engine: Engine }
  classification?: DataOf<"TicketClassified"> & { at: string }
  /** The latest draft, whether it still waits or not. */
  draft?: { id: string; text: string; state: "waiting" | "approved" | "discarded"; at: string }
  team?: string
  assignee?: Agent
  escalated: boolean
  /** `audience:about` of the last notifications that were sent. Older repeats are known by their commit's id. */
  notified: readonly string[]
}

export type Ticket = { status: "none" } | LiveTicket

/** A state that grew with its history would make every load of a long one slower. */
const notificationsKept = 20

export const initial: Ticket = { status: "none" }

/** Applies a change to a ticket that exists. The store never holds an event before TicketSubmitted. */
const live = (ticket: Ticket, change: (ticket: LiveTicket) => Partial<LiveTicket>): Ticket => {
  if (ticket.status === "none") throw new Error("A stream that does not begin with TicketSubmitted")
  return { ...ticket, ...change(ticket) }
}

const to = (status: Status) => (ticket: Ticket) => live(ticket, () => ({ status }))

const same = (ticket: Ticket) => ticket

const settled = (state: "approved" | "discarded") => (ticket: Ticket) =>
  live(ticket, ({ draft }) => (draft ? { draft: { ...draft, state } } : {}))

/** A new ticket is opened by the first thing that an agent does on it. */
const touched = ({ status }: LiveTicket): Partial<LiveTicket> => (status === "new" ? { status: "open" } : {})

const unassigned = ({ assignee: _, ...ticket }: LiveTicket): Ticket => ticket

export const evolve: Evolve<Ticket> = {
  TicketSubmitted: (_, { ticketId, data }) => ({
    id: ticketId,
    status: "new",
    customerId: data.customer.id,
    submitted: data,
    ...(data.priority && { priority: data.priority }),
    priorityByAgent: false,
    routedByAgent: false,
    escalated: false,
    notified: [],
  }),
  SentimentDetected: (ticket, { data }) => live(ticket, () => ({ sentiment: data })),
  TicketClassified: (ticket, { data, at }) =>
    live(ticket, ({ priorityByAgent }) => ({
      classification: { ...data, at },
      ...(!priorityByAgent && { priority: data.priority }),
    })),
  ResponseDrafted: (ticket, { id, data, at }) =>
    live(ticket, () => ({ draft: { id, text: data.text, state: "waiting", at } })),
  DraftApproved: settled("approved"),
  DraftDiscarded: settled("discarded"),
  TicketRouted: (ticket, { data }) => live(ticket, () => ({ team: data.team, routedByAgent: data.by === "agent" })),
  TicketAssigned: (ticket, { data }) => live(ticket, (t) => ({ ...touched(t), assignee: data.agent })),
  TicketUnassigned: (ticket) => (ticket.status === "none" ? ticket : unassigned(ticket)),
  PriorityChanged: (ticket, { data }) => live(ticket, () => ({ priority: data.to, priorityByAgent: true })),
  ReplyPosted: (ticket, { data }) => live(ticket, (t) => (data.from === "agent" ? touched(t) : {})),
  NoteAdded: same,
  TicketPaused: (ticket, { data }) => to(data.waitingOn === "customer" ? "pending" : "on-hold")(ticket),
  TicketResumed: to("open"),
  TicketResolved: to("resolved"),
  TicketClosed: to("closed"),
  TicketReopened: to("open"),
  TicketEscalated: (ticket) => live(ticket, () => ({ escalated: true })),
  NotificationSent: (ticket, { data }) =>
    live(ticket, ({ notified }) => ({
      notified: [...notified, `${data.audience}:${data.about}`].slice(-notificationsKept),
    })),
}
