import { describe, expect, test } from "vitest"
import { allowedCommands, authorise } from "#core/engine/access"
import { fold } from "#core/engine/decider"
import { standing } from "#core/ticket/offers"
import { existing } from "#core/ticket/preconditions"
import { evolve, initial, type Ticket } from "#core/ticket/state"
import type { Actor } from "#schemas/actor"
import { CommandName } from "#schemas/ticket/commands"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { admin, agent, customer, integration, stranger, system } from "#test/support/actors"
import { closed, resolved } from "#test/support/facts"
import { drafted, recorded, submitted } from "#test/support/recorded"

const actors = { customer, stranger, agent, admin, integration, system }
type Who = keyof typeof actors

const yes = "allowed"
const no = "not-allowed"
const hidden = "ticket-not-found"

/** On a ticket that exists. `stranger` is a customer whose ticket it is not. */
const matrix: Record<CommandName, Record<Who, string>> = {
  "submit-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: yes, system: no },
  "record-sentiment": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
  "classify-ticket": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
  "draft-response": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
  "approve-draft": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "discard-draft": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "route-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: yes },
  "assign-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "unassign-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "change-priority": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "post-reply": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "add-note": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "pause-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "resume-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "resolve-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "close-ticket": { customer: no, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "reopen-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "escalate-ticket": { customer: yes, stranger: hidden, agent: yes, admin: yes, integration: no, system: no },
  "record-notification": { customer: no, stranger: hidden, agent: no, admin: no, integration: no, system: yes },
}

const verdict = (actor: Actor, command: CommandName, ticket: Ticket): unknown => {
  try {
    authorise({ actor, command, ticket })
    return yes
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error
  }
}

const after = (...facts: Fact[]) => fold(evolve, initial, recorded(facts))

const cells = Object.entries(matrix).flatMap(([name, row]) =>
  (Object.keys(actors) as Who[]).map((who) => ({ command: CommandName.parse(name), who, answer: row[who] })),
)

test.each(cells)("$who, $command: $answer", ({ command, who, answer }) => {
  expect(verdict(actors[who], command, after(submitted))).toBe(answer)
})

test.each(CommandName.options)("a customer cannot tell a stranger's ticket from none by %s", (command) => {
  if (command === "submit-ticket") return expect(verdict(stranger, command, initial)).toBe(yes)
  return expect(verdict(stranger, command, initial)).toBe(verdict(stranger, command, after(submitted)))
})

test.each(CommandName.options)("an integration learns nothing about tickets by %s", (command) => {
  expect(verdict(integration, command, initial)).toBe(verdict(integration, command, after(submitted)))
})

describe("what is offered", () => {
  const offered = (actor: Actor, ...facts: Fact[]) => allowedCommands(actor, standing(existing(after(...facts))))

  test("an agent on a new ticket with a draft", () => {
    expect(offered(agent, submitted, drafted)).toEqual([
      "approve-draft",
      "discard-draft",
      "route-ticket",
      "assign-ticket",
      "change-priority",
      "post-reply",
      "add-note",
      "pause-ticket",
      "resolve-ticket",
      "escalate-ticket",
    ])
  })
  test("an admin may close it, too", () => expect(offered(admin, submitted)).toContain("close-ticket"))
  test("a customer on their ticket", () =>
    expect(offered(customer, submitted, drafted)).toEqual(["post-reply", "resolve-ticket", "escalate-ticket"]))
  test("a customer on their resolved ticket", () =>
    expect(offered(customer, submitted, resolved)).toEqual(["post-reply", "reopen-ticket"]))
  test("an agent on a resolved ticket whose draft came late", () =>
    expect(offered(agent, submitted, resolved, drafted)).toEqual(
      expect.arrayContaining(["approve-draft", "discard-draft", "reopen-ticket"]),
    ))
  test("a customer on somebody else's ticket", () => expect(offered(stranger, submitted)).toEqual([]))
  test("a customer on their closed ticket", () => expect(offered(customer, submitted, closed)).toEqual([]))
  test("an agent on a closed ticket", () => expect(offered(agent, submitted, closed)).toEqual(["add-note"]))
  test("an integration never", () => expect(offered(integration, submitted)).toEqual([]))
})
