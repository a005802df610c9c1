import type * as z from "zod"
import type { Context, Decide } from "#core/engine/decider"
import { parse } from "#core/invalid"
import { addNote } from "#core/ticket/commands/add-note"
import { approveDraft } from "#core/ticket/commands/approve-draft"
import { assignTicket } from "#core/ticket/commands/assign-ticket"
import { changePriority } from "#core/ticket/commands/change-priority"
import { classifyTicket } from "#core/ticket/commands/classify-ticket"
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
import { submitTicket } from "#core/ticket/commands/submit-ticket"
import { unassignTicket } from "#core/ticket/commands/unassign-ticket"
import type { Ticket } from "#core/ticket/state"
import { type CommandName, commands } from "#schemas/ticket/commands"
import type { Fact } from "#schemas/ticket/events"

/** Takes a command's raw input. Throws Invalid at once; the decision it returns throws Rejected. */
export type Accept = (input: unknown) => (ticket: Ticket, context: Context) => Fact[]

/** Ties a command's shape to its rule: the input is parsed once, before any ticket is read. */
const accept =
  <S extends z.ZodType>(shape: S, decide: Decide<Ticket, z.infer<S>>): Accept =>
  (raw) => {
    const input = parse(shape, raw)
    return (ticket, context) => decide(ticket, input, context)
  }

/** One line per command; leave one out and this file does not compile. */
export const decisions: Record<CommandName, Accept> = {
  "submit-ticket": accept(commands["submit-ticket"], submitTicket),
  "record-sentiment": accept(commands["record-sentiment"], recordSentiment),
  "classify-ticket": accept(commands["classify-ticket"], classifyTicket),
  "draft-response": accept(commands["draft-response"], draftResponse),
  "approve-draft": accept(commands["approve-draft"], approveDraft),
  "discard-draft": accept(commands["discard-draft"], discardDraft),
  "route-ticket": accept(commands["route-ticket"], routeTicket),
  "assign-ticket": accept(commands["assign-ticket"], assignTicket),
  "unassign-ticket": accept(commands["unassign-ticket"], unassignTicket),
  "change-priority": accept(commands["change-priority"], changePriority),
  "post-reply": accept(commands["post-reply"], postReply),
  "add-note": accept(commands["add-note"], addNote),
  "pause-ticket": accept(commands["pause-ticket"], pauseTicket),
  "resume-ticket": accept(commands["resume-ticket"], resumeTicket),
  "resolve-ticket": accept(commands["resolve-ticket"], resolveTicket),
  "close-ticket": accept(commands["close-ticket"], closeTicket),
  "reopen-ticket": accept(commands["reopen-ticket"], reopenTicket),
  "escalate-ticket": accept(commands["escalate-ticket"], escalateTicket),
  "record-notification": accept(commands["record-notification"], recordNotification),
}
