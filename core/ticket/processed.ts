import type { ExistingTicket } from "#core/ticket/state"
import type { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"

/** The width of `customer_full_name`, in characters. */
const fullNameWidth = 50

/** First and last name may each be as wide as the column. Cut between characters, never inside one. */
const fullName = ({ firstName, lastName }: ExistingTicket["submitted"]["customer"]): string =>
  Array.from(`${firstName} ${lastName}`).slice(0, fullNameWidth).join("").trimEnd()

const utc = (time: string): string => new Date(time).toISOString()

/**
 * The flat record of a ticket after triage: what the archive keeps and the warehouse reports on. Priority, reasoning,
 * category, engine and model are the triage's own, whatever agents changed later; `processed_at` is when the latest draft
 * was recorded. Undefined until sentiment, classification and a draft are all there.
 */
export const processedTicket = (ticket: ExistingTicket): ProcessedTicket | undefined => {
  const { id, submitted, sentiment, classification, draft } = ticket
  if (!(sentiment && classification && draft)) return undefined
  const { customer, product, issueType, subject, description, submittedAt } = submitted
  return {
    ticket_id: id,
    submitted_at: utc(submittedAt),
    customer_first_name: customer.firstName,
    customer_last_name: customer.lastName,
    customer_full_name: fullName(customer),
    customer_email: customer.email,
    product,
    issue_type: issueType,
    subject,
    description,
    response_text: draft.text,
    sentiment: sentiment.sentiment,
    sentiment_score_mixed: sentiment.scores.mixed,
    sentiment_score_negative: sentiment.scores.negative,
    sentiment_score_neutral: sentiment.scores.neutral,
    sentiment_score_positive: sentiment.scores.positive,
    priority: classification.priority,
    priority_reasoning: classification.reasoning,
    processed_at: utc(draft.at),
    category: classification.category,
    engine: classification.engine,
    model: classification.model ?? null,
    // No event tells these two yet.
    language: null,
    confidence: null,
  }
}
