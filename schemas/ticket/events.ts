import type * as z from "zod"
import type { FactOf, RecordedOf } from "#schemas/recorded"
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
import { TicketSnoozed } from "#schemas/ticket/events/ticket-snoozed"
import { TicketSubmitted } from "#schemas/ticket/events/ticket-submitted"
import { TicketUnassigned } from "#schemas/ticket/events/ticket-unassigned"
import { TicketWoken } from "#schemas/ticket/events/ticket-woken"

/** Every event that may be stored of a ticket, in its current version. A name is never reused, a shape never edited. */
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
  TicketSnoozed,
  TicketWoken,
  NotificationSent,
}

export type TicketEvents = typeof events
export type EventType = keyof TicketEvents
export type DataOf<T extends EventType> = z.infer<TicketEvents[T]>

/** Words for pictures. */
export type Mark =
  | "again"
  | "bell"
  | "check"
  | "close"
  | "dot"
  | "flag"
  | "lock"
  | "mail"
  | "moon"
  | "pause"
  | "pen"
  | "person"
  | "play"
  | "route"
  | "smile"
  | "spark"
  | "tag"
  | "up"

export type TicketFact = FactOf<TicketEvents>
/** An event of a ticket as everybody reads it, or one of the given types. */
export type TicketEvent<T extends EventType = EventType> = RecordedOf<TicketEvents, T>

/** What stands beside each of them where it is told: a word for a picture, which the browser draws. */
export const marks: Readonly<Record<EventType, Mark>> = {
  TicketSubmitted: "dot",
  SentimentDetected: "smile",
  TicketClassified: "tag",
  ResponseDrafted: "spark",
  DraftApproved: "check",
  DraftDiscarded: "close",
  TicketRouted: "route",
  TicketAssigned: "person",
  TicketUnassigned: "person",
  PriorityChanged: "flag",
  ReplyPosted: "mail",
  NoteAdded: "pen",
  TicketPaused: "pause",
  TicketResumed: "play",
  TicketResolved: "check",
  TicketClosed: "lock",
  TicketReopened: "again",
  TicketEscalated: "up",
  TicketSnoozed: "moon",
  TicketWoken: "bell",
  NotificationSent: "bell",
}
