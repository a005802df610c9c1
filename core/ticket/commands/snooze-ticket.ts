import { staff } from "#core/engine/access"
import { isWorkedOn } from "#core/ticket/offerable"
import { unresolved } from "#core/ticket/preconditions"
import { refuse } from "#core/ticket/refuse"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Longer is forgetting. In milliseconds. */
const longest = 366 * 24 * 60 * 60 * 1000

/** Puts the ticket away until a moment to come. The same moment again changes nothing, another one takes its place. */
export const snoozeTicket = ticketCommand({
  shape: commands["snooze-ticket"],
  rights: staff,
  offered: isWorkedOn,
  decide: (state, { until, reason }, { at }) => {
    const { id, snoozedUntil } = unresolved(state)
    const ahead = Date.parse(until) - Date.parse(at)
    if (ahead <= 0) throw refuse("snooze-is-over", `${until} has passed: choose a time to come for ${id}`)
    if (ahead > longest)
      throw refuse("snooze-too-long", `${until} is more than a year ahead: choose an earlier time for ${id}`)
    const moment = new Date(until).toISOString()
    if (snoozedUntil === moment) return []
    return [{ type: "TicketSnoozed", data: { until: moment, ...(reason && { reason }) } }]
  },
})
