import * as z from "zod"
import { double, id, optional, text, timestamp, word } from "#schemas/columns"
import { Category, Engine, Priority, Sentiment } from "#schemas/ticket/words"

/**
 * A ticket after triage, flat: the JSON file in the archive and a row of the warehouse's `processed_tickets`,
 * in the order of its columns. Times are ISO 8601 in UTC.
 */
export const ProcessedTicket = z.object({
  ticket_id: id(50),
  submitted_at: timestamp(),
  customer_first_name: text(50),
  customer_last_name: text(50),
  customer_full_name: text(50),
  customer_email: text(50),
  product: text(50),
  issue_type: text(50),
  subject: text(500),
  description: text(5000),
  response_text: text(5000),
  sentiment: word(Sentiment),
  sentiment_score_mixed: double(),
  sentiment_score_negative: double(),
  sentiment_score_neutral: double(),
  sentiment_score_positive: double(),
  priority: word(Priority),
  priority_reasoning: text(5000),
  processed_at: timestamp(),
  // What was added later stands behind the others and is optional: rows and files from before have none of it.
  category: optional(word(Category)),
  engine: optional(word(Engine)),
  model: optional(text(200)),
  language: optional(text(20)),
  confidence: optional(text(20)),
})
export type ProcessedTicket = z.infer<typeof ProcessedTicket>
