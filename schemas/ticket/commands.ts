import * as z from "zod"
import { AddNote } from "#schemas/ticket/commands/add-note"
import { ApproveDraft } from "#schemas/ticket/commands/approve-draft"
import { AssignTicket } from "#schemas/ticket/commands/assign-ticket"
import { ChangePriority } from "#schemas/ticket/commands/change-priority"
import { ClassifyTicket } from "#schemas/ticket/commands/classify-ticket"
import { CloseTicket } from "#schemas/ticket/commands/close-ticket"
import { DiscardDraft } from "#schemas/ticket/commands/discard-draft"
import { DraftResponse } from "#schemas/ticket/commands/draft-response"
import { EscalateTicket } from "#schemas/ticket/commands/escalate-ticket"
import { PauseTicket } from "#schemas/ticket/commands/pause-ticket"
import { PostReply } from "#schemas/ticket/commands/post-reply"
import { RecordNotification } from "#schemas/ticket/commands/record-notification"
import { RecordSentiment } from "#schemas/ticket/commands/record-sentiment"
import { ReopenTicket } from "#schemas/ticket/commands/reopen-ticket"
import { ResolveTicket } from "#schemas/ticket/commands/resolve-ticket"
import { ResumeTicket } from "#schemas/ticket/commands/resume-ticket"
import { RouteTicket } from "#schemas/ticket/commands/route-ticket"
import { SubmitTicket } from "#schemas/ticket/commands/submit-ticket"
import { UnassignTicket } from "#schemas/ticket/commands/unassign-ticket"

/** Every request to change a ticket, by its name in the URL. */
export const commands = {
  "submit-ticket": SubmitTicket,
  "record-sentiment": RecordSentiment,
  "classify-ticket": ClassifyTicket,
  "draft-response": DraftResponse,
  "approve-draft": ApproveDraft,
  "discard-draft": DiscardDraft,
  "route-ticket": RouteTicket,
  "assign-ticket": AssignTicket,
  "unassign-ticket": UnassignTicket,
  "change-priority": ChangePriority,
  "post-reply": PostReply,
  "add-note": AddNote,
  "pause-ticket": PauseTicket,
  "resume-ticket": ResumeTicket,
  "resolve-ticket": ResolveTicket,
  "close-ticket": CloseTicket,
  "reopen-ticket": ReopenTicket,
  "escalate-ticket": EscalateTicket,
  "record-notification": RecordNotification,
}

export type CommandName = keyof typeof commands
export type InputOf<N extends CommandName> = z.infer<(typeof commands)[N]>
export const CommandName = z.enum(Object.keys(commands) as [CommandName, ...CommandName[]])
