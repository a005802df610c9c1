import type * as z from "zod"
import { DraftApproved } from "#schemas/events/draft-approved"
import { DraftDiscarded } from "#schemas/events/draft-discarded"
import { NoteAdded } from "#schemas/events/note-added"
import { NotificationSent } from "#schemas/events/notification-sent"
import { PriorityChanged } from "#schemas/events/priority-changed"
import { ReplyPosted } from "#schemas/events/reply-posted"
import { ResponseDrafted } from "#schemas/events/response-drafted"
import { SentimentDetected } from "#schemas/events/sentiment-detected"
import { TicketAssigned } from "#schemas/events/ticket-assigned"
import { TicketClassified } from "#schemas/events/ticket-classified"
import { TicketClosed } from "#schemas/events/ticket-closed"
import { TicketEscalated } from "#schemas/events/ticket-escalated"
import { TicketPaused } from "#schemas/events/ticket-paused"
import { TicketReopened } from "#schemas/events/ticket-reopened"
import { TicketResolved } from "#schemas/events/ticket-resolved"
import { TicketResumed } from "#schemas/events/ticket-resumed"
import { TicketRouted } from "#schemas/events/ticket-routed"
import { TicketSubmitted } from "#schemas/events/ticket-submitted"
import { TicketUnassigned } from "#schemas/events/ticket-unassigned"

/** Every event this system may store, in its current version. A name is never reused, a shape never edited. */
export const events = {
  TicketSubmitted,
  SentimentDetected,
  TicketClassified,
  ResponseDrafted,
  DraftApproved,
  DraftDiscarded,
  TicketRouted,
  TicketAssigned,
  TicketUnassigned,
  PriorityChanged,
  ReplyPosted,
  NoteAdded,
  TicketPaused,
  TicketResumed,
  TicketResolved,
  TicketClosed,
  TicketReopened,
  TicketEscalated,
  NotificationSent,
}

export type EventType = keyof typeof events
export type DataOf<T extends EventType> = z.infer<(typeof events)[T]>

/** What a decision returns: something that happened, not yet stored. */
export type Fact = { [T in EventType]: { type: T; data: DataOf<T> } }[EventType]
