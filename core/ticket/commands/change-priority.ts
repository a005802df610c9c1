import { staff } from "#core/engine/access"
import { notClosed } from "#core/ticket/offerable"
import { workable } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** An agent overrules triage, before or after it judged. The same priority again changes nothing. */
export const changePriority = ticketCommand({
  shape: commands["change-priority"],
  rights: staff,
  offered: notClosed,
  decide: (state, { priority, reason }) => {
    const { priority: from } = workable(state)
    if (from === priority) return []
    return [{ type: "PriorityChanged", data: { to: priority, ...(from && { from }), ...(reason && { reason }) } }]
  },
})
