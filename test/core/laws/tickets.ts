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
