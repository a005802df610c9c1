import type * as z from "zod"
import { DraftApproved } from "#schemas/ticket/events/draft-approved"
import { DraftDiscarded } from "#schemas/ticket/events/draft-discarded"
import { NoteAdded } from "#schemas/ticket/events/note-added"
import { NotificationSent } from "#schemas/ticket/events/notification-sent"
import { PriorityChanged } from "#schemas/ticket/events/priority-changed"
import { ReplyPosted } from "#schemas/ticket/events/reply-posted"
import { ResponseDrafted } from "#schemas/ticket/events/response-drafted"
import { SentimentDetected } from "#schemas/ticket/events/sentiment-detected"
import { TicketAssigned } from "#schemas/ticket/events/ticket-assigned"
import { TicketClassified } from "#schemas/ticket/events/ticket-classified"
import { TicketClosed } from "#schemas/ticket/events/ticket-closed"
import { TicketEscalated } from "#schemas/ticket/events/ticket-escalated"
import { TicketPaused } from "#schemas/ticket/events/ticket-paused"
import { TicketReopened } from "#schemas/ticket/events/ticket-reopened"
import { TicketResolved } from "#schemas/ticket/events/ticket-resolved"
import { TicketResumed } from "#schemas/ticket/events/ticket-resumed"
import { TicketRouted } from "#schemas/ticket/events/ticket-routed"
import { TicketSubmitted } from "#schemas/ticket/events/ticket-submitted"
import { TicketUnassigned } from "#schemas/ticket/events/ticket-unassigned"

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
