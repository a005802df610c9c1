import * as z from "zod"
import { Priority, Sentiment } from "#schemas/ticket/words"

/**
 * A ticket after triage, flat: the JSON file in the archive and a row of the warehouse's `processed_tickets`,
 * in the order of its columns. Times are ISO 8601 in UTC.
 */
export const ProcessedTicket = z.object({
  ticket_id: z.string(),
  submitted_at: z.iso.datetime(),
  customer_first_name: z.string(),
  customer_last_name: z.string(),
  customer_full_name: z.string(),
  customer_email: z.string(),
  product: z.string(),
  issue_type: z.string(),
  subject: z.string(),
  description: z.string(),
  response_text: z.string(),
  sentiment: Sentiment,
  sentiment_score_mixed: z.number(),
  sentiment_score_negative: z.number(),
  sentiment_score_neutral: z.number(),
  sentiment_score_positive: z.number(),
  priority: Priority,
  priority_reasoning: z.string(),
  processed_at: z.iso.datetime(),
})
export type ProcessedTicket = z.infer<typeof ProcessedTicket>
