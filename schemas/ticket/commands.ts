import * as z from "zod"
import { Agent } from "#schemas/actor"
import { NoteAdded } from "#schemas/ticket/events/note-added"
import { NotificationSent } from "#schemas/ticket/events/notification-sent"
import { ResponseDrafted } from "#schemas/ticket/events/response-drafted"
import { SentimentDetected } from "#schemas/ticket/events/sentiment-detected"
import { TicketClassified } from "#schemas/ticket/events/ticket-classified"
import { TicketClosed } from "#schemas/ticket/events/ticket-closed"
import { TicketEscalated } from "#schemas/ticket/events/ticket-escalated"
import { TicketPaused } from "#schemas/ticket/events/ticket-paused"
import { TicketResolved } from "#schemas/ticket/events/ticket-resolved"
import { TicketSnoozed } from "#schemas/ticket/events/ticket-snoozed"
import { TicketSubmitted } from "#schemas/ticket/events/ticket-submitted"
import { Priority, Remark, Team, Text } from "#schemas/ticket/words"

const DraftId = z.string().min(1).max(250)

/** The input of every request to change a ticket, by the command's name in the URL. */
export const commands = {
  /** Everything the event says: where it came from is decided at the door, never by the sender. */
  "submit-ticket": TicketSubmitted.strict(),
  "record-sentiment": SentimentDetected.strict(),
  "classify-ticket": TicketClassified.strict(),
  "draft-response": ResponseDrafted.strict(),
  /** `text` is the edited reply; without it the draft goes out as it is. */
  "approve-draft": z.strictObject({ draftId: DraftId, text: Text.optional() }),
  "discard-draft": z.strictObject({ draftId: DraftId, reason: Remark.optional() }),
  "route-ticket": z.strictObject({ team: Team, reason: Remark }),
  "assign-ticket": z.strictObject({ agent: Agent.strict() }),
  "unassign-ticket": z.strictObject({}),
  "change-priority": z.strictObject({ priority: Priority, reason: Remark.optional() }),
  "post-reply": z.strictObject({ text: Text }),
  "add-note": NoteAdded.strict(),
  "pause-ticket": TicketPaused.strict(),
  "resume-ticket": z.strictObject({}),
  "resolve-ticket": TicketResolved.strict(),
  "close-ticket": TicketClosed.strict(),
  "reopen-ticket": z.strictObject({ reason: Remark.optional() }),
  "escalate-ticket": TicketEscalated.strict(),
  "snooze-ticket": TicketSnoozed.strict(),
  "wake-ticket": z.strictObject({}),
  /** Closes what nobody reopened: a ticket that was resolved at this time or before. */
  "close-settled-ticket": z.strictObject({ resolvedBy: z.iso.datetime(), reason: Remark }),
  "record-notification": NotificationSent.strict(),
}

export type CommandName = keyof typeof commands
export type InputOf<N extends CommandName> = z.infer<(typeof commands)[N]>
