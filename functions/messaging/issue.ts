import { createHash } from "node:crypto"
import type { Context } from "#core/engine/decider"
import { type Desk, execute } from "#core/engine/execute"
import { command } from "#core/ticket/command"
import { log, traced } from "#functions/lib/log"
import { desk } from "#functions/store/desk"
import type { TicketId } from "#schemas/id"
import type { Recorded } from "#schemas/recorded"
import type { CommandName } from "#schemas/ticket/commands"

export type Issued = { ticketId: TicketId; name: CommandName; input: unknown }

/** The event that led to a command: a Recorded, or as much of it as a workflow carries along. */
export type Cause = Pick<Recorded, "id" | "correlationId">

/** How a consumer changes a ticket because of an event. `by` is the consumer's name. Returns the ticket's version. */
export type Issue = (issued: Issued, cause: Cause, by: string) => Promise<number>

/** Every cause makes the same id again. A long chain of causes is cut short by its hash: an id has 200 characters. */
const commitId = ({ id: causeId }: Cause, name: CommandName): string => {
  const id = `${causeId}:${name}`
  return id.length <= 200 ? id : `${createHash("sha256").update(causeId).digest("hex")}:${name}`
}

/** The metadata of a commit that an event led to. */
export const because = (cause: Cause, name: CommandName, by: string): Context => ({
  commitId: commitId(cause, name),
  at: new Date().toISOString(),
  actor: { role: "system", id: by },
  correlationId: cause.correlationId,
  causationId: cause.id,
})

/**
 * The commit's id is made of the event and the command, so a redelivered event changes nothing.
 * Throws Invalid, Rejected, TooLarge and Conflict.
 */
export const issuing =
  (on: Desk): Issue =>
  async (issued, cause, by) => {
    const version = await execute(on, command(issued), because(cause, issued.name, by))
    const { ticketId, name } = issued
    const { id: causationId, correlationId } = cause
    log.info("issued", { command: name, by, ...traced({ ticketId, version, correlationId, causationId }) })
    return version
  }

export const issue: Issue = issuing(desk)
