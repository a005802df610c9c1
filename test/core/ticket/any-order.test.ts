import fc from "fast-check"
import { expect, test } from "vitest"
import { allowedCommands } from "#core/engine/access"
import { fold } from "#core/engine/decider"
import { Rejected } from "#core/engine/rejected"
import { Invalid } from "#core/invalid"
import { command } from "#core/ticket/command"
import { standing } from "#core/ticket/offers"
import { evolve, initial, type ExistingTicket, type Ticket } from "#core/ticket/state"
import type { Actor } from "#schemas/actor"
import type { CommandName } from "#schemas/ticket/commands"
import { events, type Fact } from "#schemas/ticket/events"
import { Priority, type Status } from "#schemas/ticket/words"
import { admin, agent, customer, integration, stranger, system } from "#test/support/actors"
import { context } from "#test/support/given"
import { recorded, someone, submitted } from "#test/support/recorded"

type Sent = { actor: Actor; name: CommandName; input: unknown }

const text = fc.constantFrom("Hello", "It works again.", "😀", "Größe", "x".repeat(5_000), " ")
const reason = fc.constantFrom("Because", "It came back", "")
const maybeReason = fc.record({ reason }, { requiredKeys: [] })
const draftId = fc.constantFrom("c2.0", "c3.0", "c4.0", "c5.0")
const team = fc.constantFrom("Escalations", "General Support", "Billing")
const priority = fc.constantFrom(...Priority.options)
const person = fc.constantFrom({ id: "agt-ann", name: "Ann" }, { id: "agt-bob", name: "Bob" })
const engine = fc.constantFrom("model", "rules")
const scores = { mixed: 0.25, negative: 0.25, neutral: 0.25, positive: 0.25 }

const inputs: Record<CommandName, fc.Arbitrary<unknown>> = {
  "submit-ticket": fc.record({
    customer: fc.constant(someone),
    ...{ product: text, issueType: text, subject: text, description: text },
    channel: fc.constantFrom("kinesis", "portal"),
    submittedAt: fc.constant("2026-01-02T03:00:00Z"),
  }),
  "record-sentiment": fc.record({ sentiment: fc.constantFrom("MIXED", "SAD"), scores: fc.constant(scores), engine }),
  "classify-ticket": fc.record({ priority, reasoning: text, category: fc.constantFrom("bug", "billing"), engine }),
  "draft-response": fc.record({ text, engine }),
  "approve-draft": fc.record({ draftId, text }, { requiredKeys: ["draftId"] }),
  "discard-draft": fc.record({ draftId }),
  "route-ticket": fc.record({ team, reason }),
  "assign-ticket": fc.record({ agent: person }),
  "unassign-ticket": fc.constant({}),
  "change-priority": fc.record({ priority }),
  "post-reply": fc.record({ text }),
  "add-note": fc.record({ text }),
  "pause-ticket": fc.record({ waitingOn: fc.constantFrom("customer", "third-party") }),
  "resume-ticket": fc.constant({}),
  "resolve-ticket": fc.record({ outcome: fc.constantFrom("fixed", "declined", "lost") }),
  "close-ticket": maybeReason,
  "reopen-ticket": maybeReason,
  "escalate-ticket": fc.record({ reason }),
  "record-notification": fc.record({
    channel: fc.constantFrom("sns", "email"),
    audience: fc.constantFrom("team", "customer"),
    about: draftId,
    messageId: text,
  }),
}

const actor = fc.constantFrom(agent, agent, admin, customer, system, system, stranger, integration)
const names = Object.keys(inputs) as CommandName[]
const sent: fc.Arbitrary<Sent> = fc
  .tuple(actor, fc.constantFrom(...names))
  .chain(([who, name]) => inputs[name].map((input) => ({ actor: who, name, input })))
const submission: Sent = { actor: integration, name: "submit-ticket", input: submitted.data }
/** Nearly all begin with a ticket; in the others, commands come before there is one. */
const story = fc.tuple(
  fc.constantFrom([submission], [submission], [submission], []),
  fc.array(sent, { minLength: 10, maxLength: 40, size: "max" }),
)

const decide = (ticket: Ticket, { actor, name, input }: Sent): Fact[] => {
  const { authorise, decide } = command({ ticketId: "TKT-1", name, input })
  authorise?.(ticket, context(actor))
  return decide(ticket, context(actor))
}

/** The facts, or undefined where the command is refused. Everything else that is thrown is a fault. */
const said = (ticket: Ticket, command: Sent): Fact[] | undefined => {
  try {
    return decide(ticket, command)
  } catch (error) {
    if (error instanceof Rejected || error instanceof Invalid) return undefined
    throw error
  }
}

type Step = { command: Sent; before: Ticket; facts: Fact[] | undefined; after: Ticket }

/** Plays a story; every accepted fact is evolved, one version each. */
const play = ([first, rest]: [readonly Sent[], readonly Sent[]]): Step[] => {
  let past: Fact[] = []
  return [...first, ...rest].map((command) => {
    const before = fold(evolve, initial, recorded(past))
    const facts = said(before, command)
    past = [...past, ...(facts ?? [])]
    return { command, before, facts, after: fold(evolve, initial, recorded(past)) }
  })
}

const always = (holds: (step: Step) => void, numRuns = 200) =>
  fc.assert(
    fc.property(story, (told) => {
      for (const step of play(told)) holds(step)
    }),
    { numRuns },
  )

test("whatever anybody sends in whatever order is decided or refused, and every fact can be stored", () => {
  expect.hasAssertions()
  always((step) => {
    for (const { type, data } of step.facts ?? []) expect(events[type].safeParse(data).success).toBe(true)
  })
})

const next: Record<Status | "none", readonly (Status | "none")[]> = {
  none: ["none", "new"],
  new: ["new", "open", "pending", "on-hold", "resolved", "closed"],
  open: ["open", "pending", "on-hold", "resolved", "closed"],
  pending: ["pending", "on-hold", "open", "resolved", "closed"],
  "on-hold": ["on-hold", "pending", "open", "resolved", "closed"],
  resolved: ["resolved", "open", "closed"],
  closed: ["closed"],
}

test("a ticket only ever moves along its life cycle, and from closed nowhere", () => {
  expect.hasAssertions()
  always(({ before, after }) => expect(next[before.status]).toContain(after.status))
})

test("nothing but notes and notifications follows the end", () => {
  const after = new Set(["NoteAdded", "NotificationSent"])
  expect.hasAssertions()
  always((step) => {
    if (step.before.status !== "closed") return
    for (const { type } of step.facts ?? []) expect(after).toContain(type)
  })
})

test("a command that was just accepted changes nothing more, except what people write", () => {
  expect.hasAssertions()
  always(({ command, facts, after }) => {
    if (!facts || ["post-reply", "add-note"].includes(command.name)) return
    expect(said(after, command)).toEqual([])
  })
})

const bystander = { id: "agt-new", name: "Nina New" }
const attempts = (ticket: ExistingTicket): Partial<Record<CommandName, unknown[]>> => ({
  "approve-draft": [{ draftId: ticket.draft?.id ?? "none" }],
  "discard-draft": [{ draftId: ticket.draft?.id ?? "none" }],
  "route-ticket": [{ team: "Another Team", reason: "Because" }],
  "assign-ticket": [{ agent: bystander }],
  "unassign-ticket": [{}],
  "change-priority": Priority.options.map((priority) => ({ priority })),
  "post-reply": [{ text: "Hello" }],
  "add-note": [{ text: "Hello" }],
  "pause-ticket": [{ waitingOn: "customer" }, { waitingOn: "third-party" }],
  "resume-ticket": [{}],
  "resolve-ticket": [{ outcome: "fixed" }],
  "close-ticket": [{}],
  "reopen-ticket": [{}],
  "escalate-ticket": [{ reason: "Because" }],
})

test("what is offered to a person is exactly what can change something", () => {
  expect.hasAssertions()
  always(({ after }) => {
    if (after.status === "none") return
    const tries = Object.entries(attempts(after)) as [CommandName, unknown[]][]
    for (const person of [agent, admin, customer, stranger]) {
      const effective = tries.filter(([name, inputs]) =>
        inputs.some((input) => (said(after, { actor: person, name, input }) ?? []).length > 0),
      )
      expect(effective.map(([name]) => name)).toEqual(allowedCommands(person, standing(after)))
    }
  }, 40)
})
