import { staff } from "#core/engine/access"
import { isWorkedOn } from "#core/ticket/offerable"
import { unresolved } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { waitsAs } from "#core/ticket/waits-as"
import { commands } from "#schemas/ticket/commands"

/** A paused ticket may come to wait on somebody else; waiting on the same again changes nothing. */
export const pauseTicket = ticketCommand({
  shape: commands["pause-ticket"],
  rights: staff,
  offered: isWorkedOn,
  decide: (state, input) =>
    unresolved(state).status === waitsAs[input.waitingOn] ? [] : [{ type: "TicketPaused", data: input }],
})
