import { expect, test } from "vitest"
import { offeredTo } from "#core/engine/access"
import { fold } from "#core/engine/aggregate"
import { offerable } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticket } from "#core/ticket/ticket"
import type { Actor } from "#schemas/actor"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { admin, agent, customer, integration } from "#test/support/actors"
import { closed, resolved } from "#test/support/facts"
import { drafted, recorded, submitted } from "#test/support/recorded"

const offered = ({ role }: Actor, ...facts: Fact[]) =>
  offeredTo(ticket.commands, role, offerable(existing(fold(ticket, recorded(facts)))))

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
    "snooze-ticket",
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
test("a customer on their closed ticket", () => expect(offered(customer, submitted, closed)).toEqual([]))
test("an agent on a closed ticket", () => expect(offered(agent, submitted, closed)).toEqual(["add-note"]))
test("an integration never", () => expect(offered(integration, submitted)).toEqual([]))
