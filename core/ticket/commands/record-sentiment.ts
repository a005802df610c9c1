import { platform } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** The first reading stays, so that a repeated triage changes nothing. A closed ticket takes no more judgements. */
export const recordSentiment = ticketCommand({
  shape: commands["record-sentiment"],
  rights: platform,
  offered: notClosed,
  decide: (state, input) => {
    const ticket = existing(state)
    return ticket.sentiment || ticket.status === "closed" ? [] : [{ type: "SentimentDetected", data: input }]
  },
})
