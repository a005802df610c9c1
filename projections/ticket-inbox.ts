import type { ReadModel } from "#projections/read-model"
import { opened, opening, summarise } from "#projections/ticket-summary"
import type { TicketEvent } from "#schemas/ticket/events"
import { InboxRow } from "#schemas/ticket/views/inbox-row"

const begun = (event: TicketEvent<"TicketSubmitted">): InboxRow => ({
  ...opened(event),
  customer: { id: event.data.customer.id, name: `${event.data.customer.firstName} ${event.data.customer.lastName}` },
  draftWaiting: false,
})

const changed = (row: InboxRow, event: TicketEvent): InboxRow => {
  switch (event.type) {
    case "SentimentDetected":
      return { ...row, sentiment: event.data.sentiment }
    case "ResponseDrafted":
      return { ...row, draftWaiting: true }
    case "DraftApproved":
    case "DraftDiscarded":
      return { ...row, draftWaiting: false }
    default:
      return row
  }
}

/** What a list of tickets shows: one row each, whatever became of the ticket. */
export const ticketInbox: ReadModel<InboxRow, TicketEvent> = {
  name: "ticket-inbox",
  from: "ticket",
  row: InboxRow,
  on: "all",
  fold: (row, event) =>
    event.type === "TicketSubmitted" ? begun(event) : summarise(changed(opening(row, event), event), event),
  indexes: ({ submittedAt }) => ({ list: { partition: "all", sort: submittedAt } }),
}
