import * as z from "zod"
import { Agent } from "#schemas/actor"
import { TicketId } from "#schemas/id"
import { Category, Priority, Status, Team } from "#schemas/ticket/words"

/** What the lists and the page of a ticket show alike. */
export const TicketSummary = z.object({
  ticketId: TicketId,
  subject: z.string(),
  status: Status,
  product: z.string(),
  issueType: z.string(),
  /** Missing until triage has judged, unless the sender asked for one. */
  priority: Priority.optional(),
  /** Who set it last: an agent's word outlasts triage. */
  priorityBy: z.enum(["customer", "triage", "agent"]).optional(),
  category: Category.optional(),
  team: Team.optional(),
  /** Who chose the team. Missing in rows that were written before it was kept. */
  teamBy: z.enum(["rules", "agent"]).optional(),
  assignee: Agent.optional(),
  escalated: z.boolean(),
  /** Nobody needs to look at it before. */
  snoozedUntil: z.iso.datetime().optional(),
  submittedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type TicketSummary = z.infer<typeof TicketSummary>
