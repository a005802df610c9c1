import * as z from "zod"
import { InboxRow } from "#schemas/ticket/views/inbox-row"
import { TicketSummary } from "#schemas/ticket/views/summary"

/** What a ticket's own customer sees of it in lists and on its page alike; nothing that is not named here. */
export const CustomerSummary = TicketSummary.pick({
  ticketId: true,
  subject: true,
  status: true,
  product: true,
  issueType: true,
  priority: true,
  escalated: true,
  submittedAt: true,
  updatedAt: true,
})

/** One line of a customer's list. Parsing a row by it picks what they may see. */
export const CustomerRow = CustomerSummary.extend({
  customer: InboxRow.shape.customer,
  /** Drafts are not for customers: always false, for programs that read it. */
  draftWaiting: z.literal(false),
})
export type CustomerRow = z.infer<typeof CustomerRow>

export const CustomerItem = CustomerRow.extend({ version: z.int() })
export type CustomerItem = z.infer<typeof CustomerItem>

/** GET /api/tickets for a customer: `cursor` is opaque and missing on the last page. */
export const CustomerInboxPage = z.object({ items: z.array(CustomerItem), cursor: z.string().optional() })
export type CustomerInboxPage = z.infer<typeof CustomerInboxPage>
