import * as z from "zod"
import { Agent } from "#schemas/actor"
import { CustomerId, TicketId } from "#schemas/id"
import { Category, Priority, Sentiment, Status, Team } from "#schemas/ticket/words"

/** One line of a ticket list. */
export const InboxRow = z.object({
  ticketId: TicketId,
  subject: z.string(),
  status: Status,
  customer: z.object({ id: CustomerId, name: z.string() }),
  product: z.string(),
  issueType: z.string(),
  /** Missing until triage has judged, unless the sender asked for one. */
  priority: Priority.optional(),
  /** Who set it last: an agent's word outlasts triage. */
  priorityBy: z.enum(["customer", "triage", "agent"]).optional(),
  category: Category.optional(),
  sentiment: Sentiment.optional(),
  team: Team.optional(),
  /** Who chose the team. Missing in rows that were written before it was kept. */
  teamBy: z.enum(["rules", "agent"]).optional(),
  assignee: Agent.optional(),
  escalated: z.boolean(),
  /** Nobody needs to look at it before. */
  snoozedUntil: z.iso.datetime().optional(),
  /** A drafted reply waits for an agent. */
  draftWaiting: z.boolean(),
  submittedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type InboxRow = z.infer<typeof InboxRow>

/** GET /api/tickets: `cursor` is opaque and missing on the last page. */
export const InboxPage = z.object({
  items: z.array(InboxRow.extend({ version: z.int() })),
  cursor: z.string().optional(),
})
export type InboxPage = z.infer<typeof InboxPage>
