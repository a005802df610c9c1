import { createHash } from "node:crypto"
import type { Context } from "#core/engine/aggregate"
import { type Desk, execute } from "#core/engine/execute"
import type { Ticket } from "#core/ticket/state"
import { ticket } from "#core/ticket/ticket"
import { log, traced } from "#functions/lib/log"
import type { FunctionName } from "#functions/manifest"
import { desk } from "#functions/store/desk"
import type { Recorded } from "#schemas/recorded"
import type { CommandName } from "#schemas/ticket/commands"

/** `input` may be made from the ticket that the decision is made on. */
export type Issued = { id: string; name: CommandName; input: unknown | ((state: Ticket) => unknown) }

/** The event that led to a command: a Recorded, or as much of it as a workflow carries along. */
export type Cause = Pick<Recorded, "id" | "correlationId">

/** Who issues commands by themselves: functions, and triage, whose steps act as one. */
export type Issuer = FunctionName | "triage"

/** How a consumer changes a ticket because of an event. `by` is its own name. Returns the ticket's version. */
export type Issue = (issued: Issued, cause: Cause, by: Issuer) => Promise<number>

/** A long chain of causes is cut short by its hash: an id has 200 characters. */
const idOf = (causeId: string, rest: string): string => {
  const id = `${causeId}:${rest}`
  return id.length <= 200 ? id : `${createHash("sha256").update(causeId).digest("hex")}:${rest}`
}

/**
 * Who issued commands before their name was part of the commit's id. Events that were consumed then may come again; no
 * two of these shared an event and a command.
 */
const once: readonly string[] = [
  "notify-team:record-notification",
  "mail-customer:record-notification",
  "route-tickets:route-ticket",
  "triage:record-sentiment",
  "triage:classify-ticket",
  "triage:draft-response",
]

/**
 * The metadata of a commit that an event led to. Every cause makes the same id again, and every consumer its own, so that
 * two that record something about one event never answer for each other.
 */
const because = (cause: Cause, name: CommandName, by: Issuer): Context => ({
  commitId: idOf(cause.id, `${by}:${name}`),
  ...(once.includes(`${by}:${name}`) && { formerId: idOf(cause.id, name) }),
  at: new Date().toISOString(),
  actor: { role: "system", id: by },
  correlationId: cause.correlationId,
  causationId: cause.id,
})

/**
 * The commit's id is made of the event, the consumer and the command, so a redelivered event changes nothing.
 * Throws Invalid, Rejected, TooLarge and Conflict.
 */
export const issuing =
  (on: Desk): Issue =>
  async (issued, cause, by) => {
    const context = because(cause, issued.name, by)
    const version = await execute(on, ticket, { ...issued, context })
    const stream = { category: ticket.category, id: issued.id }
    const { correlationId, causationId } = context
    log.info("issued", { command: issued.name, by, ...traced({ stream, version, correlationId, causationId }) })
    return version
  }

export const issue: Issue = issuing(desk)
