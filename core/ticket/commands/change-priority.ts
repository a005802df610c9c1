import type { Decide } from "#core/engine/decider"
import { workable } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** An agent overrules triage, before or after it judged. The same priority again changes nothing. */
export const changePriority: Decide<Ticket, InputOf<"change-priority">> = (state, { priority, reason }) => {
  const { priority: from } = workable(state)
  if (from === priority) return []
  return [{ type: "PriorityChanged", data: { to: priority, ...(from && { from }), ...(reason && { reason }) } }]
}
