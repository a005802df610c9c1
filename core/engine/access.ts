import type { Context } from "#core/engine/decider"
import { Rejected } from "#core/engine/rejected"
import { offers, type Standing } from "#core/ticket/offers"
import type { Ticket } from "#core/ticket/state"
import type { Actor, Role } from "#schemas/actor"
import type { CustomerId } from "#schemas/id"
import { CommandName } from "#schemas/ticket/commands"

const desk: readonly Role[] = ["agent", "admin"]
const people: readonly Role[] = ["customer", "agent", "admin"]
const platform: readonly Role[] = ["system"]

/** Who may send what. A customer's right covers their own tickets only. */
const rights: Record<CommandName, readonly Role[]> = {
  "submit-ticket": ["customer", "agent", "admin", "integration"],
  "record-sentiment": platform,
  "classify-ticket": platform,
  "draft-response": platform,
  "approve-draft": desk,
  "discard-draft": desk,
  "route-ticket": ["agent", "admin", "system"],
  "assign-ticket": desk,
  "unassign-ticket": desk,
  "change-priority": desk,
  "post-reply": people,
  "add-note": desk,
  "pause-ticket": desk,
  "resume-ticket": desk,
  "resolve-ticket": people,
  "close-ticket": desk,
  "reopen-ticket": people,
  "escalate-ticket": people,
  "record-notification": platform,
}

export const mayEver = (role: Role, command: CommandName): boolean => rights[command].includes(role)

/** Whether this person may know that a customer's ticket exists: everybody but another customer. */
export const sees = (actor: Actor, customerId: CustomerId): boolean =>
  actor.role !== "customer" || actor.id === customerId

/** A customer learns nothing about a ticket that is not theirs, not even that it exists. */
const hidden = ({ actor, command, ticket }: Question): boolean =>
  ticket.status === "none" ? actor.role === "customer" && command !== "submit-ticket" : !sees(actor, ticket.customerId)

export type Question = { actor: Actor; command: CommandName; ticket: Ticket }

/** Throws Rejected not-allowed, or ticket-not-found where the answer must not tell whether there is such a ticket. */
export const authorise = (question: Question): void => {
  const { actor, command } = question
  if (hidden(question)) throw new Rejected("ticket-not-found", "There is no such ticket")
  if (!mayEver(actor.role, command)) throw new Rejected("not-allowed", `The role ${actor.role} may not ${command}`)
}

/** The same check in the shape that a Command carries. */
export const authorising =
  (command: CommandName) =>
  (ticket: Ticket, { actor }: Context): void =>
    authorise({ actor, command, ticket })

/** The commands that this person may send now and that can change something, for a ticket or its page. Never throws. */
export const allowedCommands = (actor: Actor, ticket: Standing): CommandName[] =>
  sees(actor, ticket.customer.id)
    ? CommandName.options.filter((name) => mayEver(actor.role, name) && offers[name](ticket, actor.role))
    : []
