import * as z from "zod"
import { AddNote } from "#schemas/commands/add-note"
import { ApproveDraft } from "#schemas/commands/approve-draft"
import { AssignTicket } from "#schemas/commands/assign-ticket"
import { ChangePriority } from "#schemas/commands/change-priority"
import { ClassifyTicket } from "#schemas/commands/classify-ticket"
import { CloseTicket } from "#schemas/commands/close-ticket"
import { DiscardDraft } from "#schemas/commands/discard-draft"
import { DraftResponse } from "#schemas/commands/draft-response"
import { EscalateTicket } from "#schemas/commands/escalate-ticket"
import { PauseTicket } from "#schemas/commands/pause-ticket"
import { PostReply } from "#schemas/commands/post-reply"
import { RecordNotification } from "#schemas/commands/record-notification"
import { RecordSentiment } from "#schemas/commands/record-sentiment"
import { ReopenTicket } from "#schemas/commands/reopen-ticket"
import { ResolveTicket } from "#schemas/commands/resolve-ticket"
import { ResumeTicket } from "#schemas/commands/resume-ticket"
import { RouteTicket } from "#schemas/commands/route-ticket"
import { SubmitTicket } from "#schemas/commands/submit-ticket"
import { UnassignTicket } from "#schemas/commands/unassign-ticket"

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
