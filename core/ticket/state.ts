import { born, living } from "#core/ticket/life"
import type { Life } from "#core/ticket/meanings"
import type { DataOf, EventType, TicketEvent } from "#schemas/ticket/events"
import type { Engine, Sentiment, SentimentScores } from "#schemas/ticket/words"

/** A ticket that was submitted: what decisions need to know, no more. */
export type ExistingTicket = Life & {
  id: string
  customerId: string
  submitted: DataOf<"TicketSubmitted">
  sentiment?: { sentiment: Sentiment; scores: SentimentScores; engine: Engine }
  classification?: DataOf<"TicketClassified"> & { at: string }
  /** When it was last resolved, also where it was reopened since. */
  resolvedAt?: string
  /** The latest draft, whether it still waits or not. */
  draft?: { id: string; text: string; state: "waiting" | "approved" | "discarded"; at: string }
  /** `audience:about` of the last notifications that were sent. Older repeats are known by their commit's id. */
  notified: readonly string[]
}

export type Ticket = { status: "none" } | ExistingTicket

/** A state that grew with its history would make every load of a long one slower. */
const notificationsKept = 20

export const initial: Ticket = { status: "none" }

const opened = (event: TicketEvent<"TicketSubmitted">): ExistingTicket => ({
  ...born(event),
  id: event.stream.id,
  customerId: event.data.customer.id,
  submitted: event.data,
  notified: [],
})

const settled =
  (state: "approved" | "discarded") =>
  ({ draft }: ExistingTicket): Partial<ExistingTicket> =>
    draft ? { draft: { ...draft, state } } : {}

/** What decisions need beside the ticket's life. */
const beside: {
  readonly [T in EventType]?: (ticket: ExistingTicket, event: TicketEvent<T>) => Partial<ExistingTicket>
} = {
  SentimentDetected: (_, { data }) => ({ sentiment: data }),
  TicketClassified: (_, { data, at }) => ({ classification: { ...data, at } }),
  ResponseDrafted: (_, { id, data, at }) => ({ draft: { id, text: data.text, state: "waiting", at } }),
  TicketResolved: (_, { at }) => ({ resolvedAt: at }),
  DraftApproved: settled("approved"),
  DraftDiscarded: settled("discarded"),
  NotificationSent: ({ notified }, { data }) => ({
    notified: [...notified, `${data.audience}:${data.about}`].slice(-notificationsKept),
  }),
}

type Step = (ticket: ExistingTicket, event: TicketEvent) => Partial<ExistingTicket>

/** Applies an event. The store never holds one before TicketSubmitted. */
export const evolve = (ticket: Ticket, event: TicketEvent): Ticket => {
  if (event.type === "TicketSubmitted") return opened(event)
  if (ticket.status === "none") throw new Error("A stream that does not begin with TicketSubmitted")
  const step = beside[event.type] as Step | undefined
  return { ...living(ticket, event), ...step?.(ticket, event) }
}
