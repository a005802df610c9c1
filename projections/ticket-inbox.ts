import { projection } from "#projections/projection"
import { opened, summarise } from "#projections/ticket-summary"
import { InboxRow } from "#schemas/ticket/views/inbox-row"

/** What a list of tickets shows: one row each, whatever became of the ticket. */
export const ticketInbox = projection({
  name: "ticket-inbox",
  revision: 1,
  row: InboxRow,
  opens: (event): InboxRow => ({
    ...opened(event),
    customer: { id: event.data.customer.id, name: `${event.data.customer.firstName} ${event.data.customer.lastName}` },
    draftWaiting: false,
  }),
  on: {
    SentimentDetected: (row, { data }) => ({ ...row, sentiment: data.sentiment }),
    ResponseDrafted: (row) => ({ ...row, draftWaiting: true }),
    DraftApproved: (row) => ({ ...row, draftWaiting: false }),
    DraftDiscarded: (row) => ({ ...row, draftWaiting: false }),
  },
  always: summarise,
})
