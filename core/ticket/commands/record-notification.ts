import { platform } from "#core/engine/access"
import { always } from "#core/ticket/offerable"
import { existing } from "#core/ticket/preconditions"
import { ticketCommand } from "#core/ticket/ticket-command"
import { commands } from "#schemas/ticket/commands"

/** Each audience is told about an event once. Recorded on closed tickets too: it has already happened. */
export const recordNotification = ticketCommand({
  shape: commands["record-notification"],
  rights: platform,
  offered: always,
  decide: (state, input) =>
    existing(state).notified.includes(`${input.audience}:${input.about}`)
      ? []
      : [{ type: "NotificationSent", data: input }],
})
