import { asked, conversing } from "#projections/inbox/conversation"
import { inboxIndexes } from "#projections/inbox/indexes"
import type { ReadModel } from "#projections/read-model"
import { opened, opening, summarise } from "#projections/ticket-summary"
import { AgentId, CustomerId, TicketId } from "#schemas/id"
import type { TicketEvent } from "#schemas/ticket/events"
import { InboxRow } from "#schemas/ticket/views/inbox-row"
import { Category, Priority, Sentiment, Status } from "#schemas/ticket/words"

const begun = (event: TicketEvent<"TicketSubmitted">): InboxRow => ({
  ...opened(event),
  ...asked(event),
  customer: { id: event.data.customer.id, name: `${event.data.customer.firstName} ${event.data.customer.lastName}` },
})

const changed = (row: InboxRow, event: TicketEvent): InboxRow => ({
  ...conversing(summarise(row, event), event),
  ...(event.type === "SentimentDetected" && { sentiment: event.data.sentiment }),
})

/** A row like many, in the order of its schema. */
const typical: InboxRow = {
  ticketId: TicketId.parse("TKT-0"),
  subject: "",
  status: "open",
  product: "",
  issueType: "",
  priority: "HIGH",
  priorityBy: "triage",
  category: "other",
  team: "General Support",
  teamBy: "rules",
  assignee: { id: AgentId.parse("0"), name: "" },
  escalated: false,
  submittedAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  customer: { id: CustomerId.parse(`cus_${"0".repeat(24)}`), name: "" },
  sentiment: "NEGATIVE",
  draftWaiting: false,
  draft: "waiting",
  lastMessageAt: "2026-01-01T00:00:00.000Z",
  lastMessageBy: "customer",
  waitingSince: "2026-01-01T00:00:00.000Z",
  preview: "",
}

const words = [Category, Priority, Sentiment, Status].flatMap(({ options }) => options)

/** What a list of tickets shows: one row each, whatever became of the ticket. */
export const ticketInbox: ReadModel<InboxRow, TicketEvent> = {
  name: "ticket-inbox",
  from: "ticket",
  row: InboxRow,
  on: "all",
  says: `${words.join()}"older","agent","Escalations"${JSON.stringify(typical)}`,
  fold: (row, event) => (event.type === "TicketSubmitted" ? begun(event) : changed(opening(row, event), event)),
  indexes: inboxIndexes,
}
