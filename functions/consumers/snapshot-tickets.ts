import type { EventStore } from "#core/engine/event-store"
import { snapshotDue } from "#core/engine/snapshot"
import { ticket } from "#core/ticket/ticket"
import { consumer } from "#functions/messaging/consumer"
import { eventStore } from "#functions/store/event-store"

/** Every eighth event of a long ticket → its snapshot. One that is lost or late is made good by the next. */
export const snapshotTickets = ({ snapshot }: Pick<EventStore, "snapshot">) =>
  consumer("snapshot-tickets", async ({ stream, version }) => {
    if (snapshotDue(ticket, version)) await snapshot(ticket, stream.id)
  })

export const handler = snapshotTickets(eventStore)
