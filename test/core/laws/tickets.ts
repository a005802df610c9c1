import fc from "fast-check"
import { offerable } from "#core/ticket/offerable"
import type { Ticket } from "#core/ticket/state"
import { ticket } from "#core/ticket/ticket"
import type { CommandName } from "#schemas/ticket/commands"
import { Priority } from "#schemas/ticket/words"
import { type Tale, trialOf } from "#test/core/laws/tale"
import { integration } from "#test/support/actors"
import { someone, submitted } from "#test/support/recorded"

const text = fc.constantFrom("Hello", "It works again.", "😀", "Größe", "x".repeat(5_000), " ")
const reason = fc.constantFrom("Because", "It came back", "")
const maybeReason = fc.record({ reason }, { requiredKeys: [] })
const draftId = fc.constantFrom("c2.0", "c3.0", "c4.0", "c5.0")
const team = fc.constantFrom("Escalations", "General Support", "Billing")
const priority = fc.constantFrom(...Priority.options)
const person = fc.constantFrom({ id: "agt-ann", name: "Ann" }, { id: "agt-bob", name: "Bob" })
const engine = fc.constantFrom("model", "rules")
const scores = { mixed: 0.25, negative: 0.25, neutral: 0.25, positive: 0.25 }
const soon = "2026-01-03T09:00:00.000Z"
const later = "2026-02-03T09:00:00.000Z"
const bystander = { id: "agt-new", name: "Nina New" }

const aboutDraft = (state: Ticket) => [{ draftId: (state.status !== "none" && state.draft?.id) || "none" }]

export const ticketTale: Tale<Ticket, CommandName> = {
  of: ticket,
  opening: { actor: integration, name: "submit-ticket", input: submitted.data },
  seen: (state) => (state.status === "none" ? undefined : offerable(state)),
  trials: {
    "submit-ticket": trialOf(
      fc.record({
        customer: fc.constant(someone),
        ...{ product: text, issueType: text, subject: text, description: text },
        channel: fc.constantFrom("kinesis", "portal"),
        submittedAt: fc.constant("2026-01-02T03:00:00Z"),
      }),
    ),
    "record-sentiment": trialOf(
      fc.record({ sentiment: fc.constantFrom("MIXED", "SAD"), scores: fc.constant(scores), engine }),
    ),
    "classify-ticket": trialOf(
      fc.record({ priority, reasoning: text, category: fc.constantFrom("bug", "billing"), engine }),
    ),
    "draft-response": trialOf(fc.record({ text, engine })),
    "approve-draft": { inputs: fc.record({ draftId, text }, { requiredKeys: ["draftId"] }), tries: aboutDraft },
    "discard-draft": { inputs: fc.record({ draftId }), tries: aboutDraft },
    "route-ticket": trialOf(fc.record({ team, reason }), { team: "Another Team", reason: "Because" }),
    "assign-ticket": trialOf(fc.record({ agent: person }), { agent: bystander }),
    "unassign-ticket": trialOf(fc.constant({}), {}),
    "change-priority": trialOf(fc.record({ priority }), ...Priority.options.map((each) => ({ priority: each }))),
    "post-reply": { ...trialOf(fc.record({ text }), { text: "Hello" }), repeats: true },
    "add-note": { ...trialOf(fc.record({ text }), { text: "Hello" }), repeats: true },
    "pause-ticket": trialOf(
      fc.record({ waitingOn: fc.constantFrom("customer", "third-party") }),
      { waitingOn: "customer" },
      { waitingOn: "third-party" },
    ),
    "resume-ticket": trialOf(fc.constant({}), {}),
    "resolve-ticket": trialOf(fc.record({ outcome: fc.constantFrom("fixed", "declined", "lost") }), {
      outcome: "fixed",
    }),
    "close-ticket": trialOf(maybeReason, {}),
    "reopen-ticket": trialOf(maybeReason, {}),
    "escalate-ticket": trialOf(fc.record({ reason }), { reason: "Because" }),
    "snooze-ticket": trialOf(
      fc.record({ until: fc.constantFrom(soon, later, "2026-01-02T08:59:59Z", "2028-01-01T00:00:00Z"), reason }),
      { until: soon },
      { until: later },
    ),
    "wake-ticket": trialOf(fc.constant({}), {}),
    "close-settled-ticket": trialOf(
      fc.record({
        resolvedBy: fc.constantFrom(soon, "2026-01-02T03:05:00Z"),
        reason: fc.constant("Nobody reopened it"),
      }),
    ),
    "record-notification": trialOf(
      fc.record({
        channel: fc.constantFrom("sns", "email"),
        audience: fc.constantFrom("team", "customer"),
        about: draftId,
        messageId: text,
      }),
    ),
  },
}
