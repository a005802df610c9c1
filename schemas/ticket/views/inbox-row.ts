import * as z from "zod"
import { CustomerId, TicketId } from "#schemas/id"
import { TicketSummary } from "#schemas/ticket/views/summary"
import { Sentiment } from "#schemas/ticket/words"

/** One line of a ticket list: all that a list shows, sorts and filters by. */
export const InboxRow = TicketSummary.extend({
  customer: z.object({ id: CustomerId, name: z.string() }),
  sentiment: Sentiment.optional(),
  /** A drafted reply waits for an agent. */
  draftWaiting: z.boolean(),
  /** The draft that waits: `older` where a message came after it, so that it may not answer what was said last. */
  draft: z.enum(["waiting", "older"]).optional(),
  /** Messages are what both sides see; the description is the first. */
  lastMessageAt: z.iso.datetime(),
  lastMessageBy: z.enum(["customer", "agent"]),
  /** Since when the customer has no answer: their first message that no agent's message follows. */
  waitingSince: z.iso.datetime().optional(),
  /** The last message's first words, in one line. */
  preview: z.string(),
})
export type InboxRow = z.infer<typeof InboxRow>

/** A row as it is answered: `version` is that of the ticket that it shows. */
export const InboxItem = InboxRow.extend({ version: z.int() })
export type InboxItem = z.infer<typeof InboxItem>

/** GET /api/tickets: `cursor` is opaque and missing on the last page. */
export const InboxPage = z.object({ items: z.array(InboxItem), cursor: z.string().optional() })
export type InboxPage = z.infer<typeof InboxPage>

/** A ticket that is not active any more, at the version that says so. */
export const LeftTicket = z.strictObject({ ticketId: TicketId, version: z.int() })

/**
 * GET /api/inbox. Without `after` active rows; with it, the active rows that changed since, and the tickets that left.
 * `cursor`, where there is more of either now, leads on; `after` is what to ask with the next time.
 */
export const InboxAnswer = z.strictObject({
  items: z.array(InboxItem.strict()),
  left: z.array(LeftTicket),
  cursor: z.string().optional(),
  after: z.string(),
})
export type InboxAnswer = z.infer<typeof InboxAnswer>
