import { toItem } from "#functions/views/view-item"
import { ticketInbox } from "#projections/ticket-inbox"
import type { InboxRow } from "#schemas/ticket/views/inbox-row"

/** A record of the stream of the table of read models, as Lambda passes it on: a list's row was written. */
export const inboxRecord = (row: InboxRow, version: number) => {
  const { row: stored, ...item } = toItem({ model: ticketInbox, revision: 1 }, { id: row.ticketId, version, row })
  const binary = stored?.B && { row: { B: Buffer.from(stored.B).toString("base64") } }
  return {
    eventName: "MODIFY",
    dynamodb: { SequenceNumber: String(version), NewImage: { ...item, ...binary } },
  }
}
