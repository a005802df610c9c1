import type { DataOf } from "#schemas/ticket/events"
import type { Status } from "#schemas/ticket/words"

/** The status of a ticket by whom it waits on. */
export const waitsAs: Record<DataOf<"TicketPaused">["waitingOn"], Status> = {
  customer: "pending",
  "third-party": "on-hold",
}
