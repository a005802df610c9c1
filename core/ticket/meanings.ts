import { waitsAs } from "#core/ticket/waits-as"
import type { Agent } from "#schemas/actor"
import type { DataOf, EventType } from "#schemas/ticket/events"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"
import type { Category, Priority, Status } from "#schemas/ticket/words"

/** What the desk, its lists and its pages all know of a ticket, in the same words and folded by the same steps. */
export type Life = {
  status: Status
  priority?: Priority | undefined
  /** Who set it last: an agent's word outlasts triage. */
  priorityBy?: "customer" | "triage" | "agent" | undefined
  category?: Category | undefined
  team?: string | undefined
  /** Rules give way to an agent who routed by hand. */
  teamBy?: "rules" | "agent" | undefined
  assignee?: Agent | undefined
  escalated: boolean
  /** Nobody needs to look at it before, ISO 8601 in UTC. */
  snoozedUntil?: string | undefined
}

/** `undefined` takes a field away. */
export type Change = { [F in keyof Life]?: Life[F] | undefined }

/** A row of the conversation. What `system` says is the desk's own; messages are seen by both sides. */
export type Told = Pick<TimelineEntry, "kind" | "text">

export type Meaning<T extends EventType> = {
  /** What becomes of the ticket's life. */
  changes: (life: Life, data: DataOf<T>) => Change
  /** What happened, in the words of the conversation; undefined where it has no row there. */
  tells: (data: DataOf<T>) => Told | undefined
  /** What becomes of the draft that waits, where anything does. */
  draft?: "written" | "settled"
  /** What its customer is told of something that happened, without the desk's remarks; undefined keeps it inside. */
  toCustomer: string | undefined
}

const system = (text: string): Told => ({ kind: "system", text })
const because = (reason: string | undefined) => (reason ? `: ${reason}` : "")

/** `2026-01-05 08:00 UTC`: a timeline is read by people in many zones. */
const readable = (time: string) => `${time.slice(0, 16).replace("T", " ")} UTC`

const nothing = (): Change => ({})
const untold = () => undefined
const inside = undefined
const to = (status: Status) => (): Change => ({ status })
/** What is settled waits for nothing. */
const settledAs = (status: Status) => (): Change => ({ status, snoozedUntil: undefined })

/** A new ticket is opened by the first thing that an agent does on it. */
const touched = ({ status }: Life): Change => (status === "new" ? { status: "open" } : {})

/** What every event means: a ticket's life, and its telling, are decided here and nowhere else. */
export const meanings: { readonly [T in EventType]: Meaning<T> } = {
  TicketSubmitted: {
    changes: (_, { priority }) => ({
      status: "new",
      escalated: false,
      ...(priority && { priority, priorityBy: "customer" }),
    }),
    tells: ({ description }) => ({ kind: "customer", text: description }),
    toCustomer: inside,
  },
  SentimentDetected: {
    changes: nothing,
    tells: ({ sentiment }) => system(`Sentiment: ${sentiment.toLowerCase()}`),
    toCustomer: inside,
  },
  TicketClassified: {
    changes: ({ priorityBy }, { priority, category }) => ({
      category,
      ...(priorityBy !== "agent" && { priority, priorityBy: "triage" }),
    }),
    tells: ({ priority, category }) => system(`Classified as ${priority}, ${category}`),
    toCustomer: inside,
  },
  ResponseDrafted: {
    changes: nothing,
    tells: () => system("A reply was drafted"),
    draft: "written",
    toCustomer: inside,
  },
  DraftApproved: { changes: nothing, tells: untold, draft: "settled", toCustomer: inside },
  DraftDiscarded: {
    changes: nothing,
    tells: ({ reason }) => system(`Draft discarded${because(reason)}`),
    draft: "settled",
    toCustomer: inside,
  },
  TicketRouted: {
    changes: (_, { team, by }) => ({ team, teamBy: by }),
    tells: ({ team, reason }) => system(`Routed to ${team}${because(reason)}`),
    toCustomer: inside,
  },
  TicketAssigned: {
    changes: (life, { agent }) => ({ ...touched(life), assignee: agent }),
    tells: ({ agent }) => system(`Assigned to ${agent.name}`),
    toCustomer: inside,
  },
  TicketUnassigned: {
    changes: () => ({ assignee: undefined }),
    tells: () => system("Assignment removed"),
    toCustomer: inside,
  },
  PriorityChanged: {
    changes: (_, { to: priority }) => ({ priority, priorityBy: "agent" }),
    tells: ({ from, to: priority, reason }) =>
      system(`Priority ${from ? `changed from ${from} to` : "set to"} ${priority}${because(reason)}`),
    toCustomer: inside,
  },
  ReplyPosted: {
    changes: (life, { from }) => (from === "agent" ? touched(life) : {}),
    tells: ({ from, text }) => ({ kind: from, text }),
    toCustomer: inside,
  },
  NoteAdded: { changes: nothing, tells: ({ text }) => ({ kind: "note", text }), toCustomer: inside },
  TicketPaused: {
    changes: (_, { waitingOn }) => ({ status: waitsAs[waitingOn] }),
    tells: ({ waitingOn, reason }) =>
      system(`Waiting for ${waitingOn === "customer" ? "the customer" : "a third party"}${because(reason)}`),
    toCustomer: "We are waiting for an answer",
  },
  TicketResumed: {
    changes: to("open"),
    tells: ({ because: why }) => system(why === "customer-replied" ? "Reopened by the customer's reply" : "Resumed"),
    toCustomer: "Work goes on",
  },
  TicketResolved: {
    changes: settledAs("resolved"),
    tells: ({ outcome, remark }) => system(`Resolved (${outcome})${because(remark)}`),
    toCustomer: "Resolved",
  },
  TicketClosed: {
    changes: settledAs("closed"),
    tells: ({ reason }) => system(`Closed${because(reason)}`),
    toCustomer: "Closed",
  },
  TicketReopened: {
    changes: to("open"),
    tells: ({ because: why, reason }) =>
      system(`Reopened${why === "customer-replied" ? " by the customer's reply" : because(reason)}`),
    toCustomer: "Reopened",
  },
  TicketEscalated: {
    changes: () => ({ escalated: true }),
    tells: ({ reason }) => system(`Escalated${because(reason)}`),
    toCustomer: "Escalated",
  },
  TicketSnoozed: {
    changes: (_, { until }) => ({ snoozedUntil: until }),
    tells: ({ until, reason }) => system(`Snoozed until ${readable(until)}${because(reason)}`),
    toCustomer: inside,
  },
  TicketWoken: {
    changes: () => ({ snoozedUntil: undefined }),
    tells: ({ because: why }) => system(wakings[why]),
    toCustomer: inside,
  },
  NotificationSent: {
    changes: nothing,
    tells: ({ audience, channel }) => system(`${audiences[audience]} was notified by ${channels[channel]}`),
    toCustomer: inside,
  },
}

const wakings: Record<DataOf<"TicketWoken">["because"], string> = {
  due: "Woken: its time has come",
  "customer-replied": "Woken by the customer's reply",
  "agent-woke": "Woken",
}
const audiences: Record<DataOf<"NotificationSent">["audience"], string> = { team: "The team", customer: "The customer" }
const channels: Record<DataOf<"NotificationSent">["channel"], string> = { sns: "SNS", email: "e-mail" }
