import type { Decide } from "#core/engine/decider"
import { existing } from "#core/ticket/preconditions"
import type { Ticket } from "#core/ticket/state"
import type { InputOf } from "#schemas/ticket/commands"

/** Each audience is told about an event once. Recorded on closed tickets too: it has already happened. */
export const recordNotification: Decide<Ticket, InputOf<"record-notification">> = (state, input) =>
  existing(state).notified.includes(`${input.audience}:${input.about}`)
    ? []
    : [{ type: "NotificationSent", data: input }]
