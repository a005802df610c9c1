import * as z from "zod"
import { Actor } from "#schemas/actor"
import { CustomerId, TicketId } from "#schemas/id"
import { TicketSummary } from "#schemas/ticket/views/summary"
import { Engine, Person, SentimentScores } from "#schemas/ticket/words"

/**
 * One row of the conversation. `customer` and `agent` are messages that both sides see, `note` is for agents only,
 * `system` is something that happened (routed, assigned, resolved …), told in `text`.
 */
export const TimelineEntry = z.object({
  id: z.string(),
  version: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(["customer", "agent", "note", "system"]),
  actor: Actor,
  text: z.string(),
  /** The event's type, for an icon. */
  type: z.string(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** Everything that one ticket's page shows. */
export const TicketPage = TicketSummary.extend({
  customer: Person.extend({ id: CustomerId }),
  description: z.string(),
  channel: z.string(),
  follows: TicketId.optional(),
  sentiment: z.object({ sentiment: z.string(), scores: SentimentScores, engine: Engine }).optional(),
  classification: z.object({ reasoning: z.string(), engine: Engine, model: z.string().optional() }).optional(),
  draft: z.object({ id: z.string(), text: z.string(), engine: Engine, model: z.string().optional() }).optional(),
  /** Oldest first. The oldest leave when the page outgrows its budget; `earlier` counts them. */
  timeline: z.array(TimelineEntry),
  earlier: z.int().nonnegative(),
  /** How many of the earlier ones its customer was shown. Missing in rows that were written before it was counted. */
  earlierForCustomer: z.int().nonnegative().optional(),
})
export type TicketPage = z.infer<typeof TicketPage>

/** GET /api/tickets/{id}: `commands` are those that the caller may send now. */
export const TicketPageAnswer = TicketPage.extend({ version: z.int(), commands: z.array(z.string()) })
export type TicketPageAnswer = z.infer<typeof TicketPageAnswer>
