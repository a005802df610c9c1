import { platform } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** The first judgement stays, so that a repeated triage changes nothing. A closed ticket takes no more judgements. */
export const classifyTicket = ticketCommand({
  shape: commands["classify-ticket"],
  rights: platform,
  offered: notClosed,
  decide: (state, input) => {
    const ticket = existing(state)
    return ticket.classification || ticket.status === "closed" ? [] : [{ type: "TicketClassified", data: input }]
  },
})
