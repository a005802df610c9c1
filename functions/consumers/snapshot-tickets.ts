import type { EventStore } from "#core/engine/event-store"
import { snapshotDue } from "#core/engine/snapshot"
import { consumer } from "#functions/messaging/consumer"
import { eventStore } from "#functions/store/event-store"

/** Every eighth event of a long ticket → its snapshot. One that is lost or late is made good by the next. */
export const snapshotTickets = ({ snapshot }: Pick<EventStore, "snapshot">) =>
  consumer(async ({ ticketId, version }) => {
    if (snapshotDue(version)) await snapshot(ticketId)
  })

export const handler = snapshotTickets(eventStore)
