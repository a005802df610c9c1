import { platform, staff } from "#core/engine/access"
import { isSnoozed } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Agents wake a ticket when they like, the agenda when its moment has come. What is not snoozed stays as it is. */
export const wakeTicket = ticketCommand({
  shape: commands["wake-ticket"],
  rights: [...staff, ...platform],
  offered: isSnoozed,
  decide: (state, _, { actor, at }) => {
    const { snoozedUntil } = existing(state)
    if (snoozedUntil === undefined) return []
    if (actor.role !== "system") return [{ type: "TicketWoken", data: { because: "agent-woke" } }]
    return Date.parse(snoozedUntil) <= Date.parse(at) ? [{ type: "TicketWoken", data: { because: "due" } }] : []
  },
})
