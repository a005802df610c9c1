import { born, living } from "#core/ticket/life"
import { TicketId } from "#schemas/id"
import type { TicketEvent } from "#schemas/ticket/events"
import type { TicketSummary } from "#schemas/ticket/views/summary"

/** A new ticket as both read models begin it, and fold it by the same steps. */
export const opened = (event: TicketEvent<"TicketSubmitted">): TicketSummary => {
  const { stream, data, at } = event
  const { subject, product, issueType, submittedAt } = data
  return {
    ...born(event),
    ticketId: TicketId.parse(stream.id),
    subject,
    product,
    issueType,
    submittedAt,
    updatedAt: at,
  }
}

/** A row with the event's effect on the ticket's life. Telling somebody is not an update. */
export const summarise = <Row extends TicketSummary>(row: Row, event: TicketEvent): Row => {
  const next: Row = living(row, event)
  return { ...next, updatedAt: event.type === "NotificationSent" ? row.updatedAt : event.at }
}

/** A ticket's row before an event other than its first. Throws where there is none: a ticket begins with its submission. */
export const opening = <Row>(row: Row | undefined, { stream }: Pick<TicketEvent, "stream">): Row => {
  if (row === undefined) throw new Error(`${stream.id} does not begin with TicketSubmitted`)
  return row
}
