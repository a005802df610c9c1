import type { Command } from "#core/engine/aggregate"
import { addNote } from "#core/ticket/commands/add-note"
import { approveDraft } from "#core/ticket/commands/approve-draft"
import { assignTicket } from "#core/ticket/commands/assign-ticket"
import { changePriority } from "#core/ticket/commands/change-priority"
import { classifyTicket } from "#core/ticket/commands/classify-ticket"
import { closeSettledTicket } from "#core/ticket/commands/close-settled-ticket"
import { closeTicket } from "#core/ticket/commands/close-ticket"
import { discardDraft } from "#core/ticket/commands/discard-draft"
import { draftResponse } from "#core/ticket/commands/draft-response"
import { escalateTicket } from "#core/ticket/commands/escalate-ticket"
import { pauseTicket } from "#core/ticket/commands/pause-ticket"
import { postReply } from "#core/ticket/commands/post-reply"
import { recordNotification } from "#core/ticket/commands/record-notification"
import { recordSentiment } from "#core/ticket/commands/record-sentiment"
import { reopenTicket } from "#core/ticket/commands/reopen-ticket"
import { resolveTicket } from "#core/ticket/commands/resolve-ticket"
import { resumeTicket } from "#core/ticket/commands/resume-ticket"
import { routeTicket } from "#core/ticket/commands/route-ticket"
import { snoozeTicket } from "#core/ticket/commands/snooze-ticket"
import { submitTicket } from "#core/ticket/commands/submit-ticket"
import { unassignTicket } from "#core/ticket/commands/unassign-ticket"
import { wakeTicket } from "#core/ticket/commands/wake-ticket"
import type { Offerable } from "#core/ticket/offerable"
import type { Ticket } from "#core/ticket/state"
import type { CommandName } from "#schemas/ticket/commands"
import type { TicketFact } from "#schemas/ticket/events"

/** One line per command; leave one out and this file does not compile. */
export const commands = {
  "submit-ticket": submitTicket,
  "record-sentiment": recordSentiment,
  "classify-ticket": classifyTicket,
  "draft-response": draftResponse,
  "approve-draft": approveDraft,
  "discard-draft": discardDraft,
  "route-ticket": routeTicket,
  "assign-ticket": assignTicket,
  "unassign-ticket": unassignTicket,
  "change-priority": changePriority,
  "post-reply": postReply,
  "add-note": addNote,
  "pause-ticket": pauseTicket,
  "resume-ticket": resumeTicket,
  "resolve-ticket": resolveTicket,
  "close-ticket": closeTicket,
  "reopen-ticket": reopenTicket,
  "escalate-ticket": escalateTicket,
  "snooze-ticket": snoozeTicket,
  "wake-ticket": wakeTicket,
  "close-settled-ticket": closeSettledTicket,
  "record-notification": recordNotification,
} satisfies Record<CommandName, Command<Ticket, TicketFact, Offerable>>
