import { platform } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/**
 * One draft per ticket, also on one that was answered or resolved while triage still worked: the archive and the warehouse
 * hold every triaged ticket with its draft. There it is an offer like one that was waiting when the ticket was resolved:
 * agents may send it, and need not. A closed ticket takes no more judgements.
 */
export const draftResponse = ticketCommand({
  shape: commands["draft-response"],
  rights: platform,
  offered: notClosed,
  decide: (state, input) => {
    const ticket = existing(state)
    return ticket.draft || ticket.status === "closed" ? [] : [{ type: "ResponseDrafted", data: input }]
  },
})
