import { authorising } from "#core/engine/access"
import type { Command } from "#core/engine/execute"
import { decisions } from "#core/ticket/decisions"
import type { TicketId } from "#schemas/id"
import type { CommandName } from "#schemas/ticket/commands"

/** A request to change a ticket, as it arrives: `input` is not checked yet. */
export type Request = {
  ticketId: TicketId
  name: CommandName
  input: unknown
  /** The version that the sender saw, where they insist on it. */
  onlyAt?: number | undefined
}

/** What `execute` runs: access first, then the rule. Throws Invalid where the input has the wrong shape. */
export const command = ({ ticketId, name, input, onlyAt }: Request): Command => ({
  ticketId,
  authorise: authorising(name),
  decide: decisions[name](input),
  onlyAt,
})
