import * as z from "zod"
import { TicketId } from "#schemas/id"
import { ResponseDrafted } from "#schemas/ticket/events/response-drafted"
import { SentimentDetected } from "#schemas/ticket/events/sentiment-detected"
import { TicketClassified } from "#schemas/ticket/events/ticket-classified"
import { Category, Priority } from "#schemas/ticket/words"

/** What the triage state machine is started with: the ticket, and the TicketSubmitted event that asks for triage. */
export const TriageRequest = z.object({
  ticketId: TicketId,
  eventId: z.string().min(1).max(250),
  correlationId: z.string().min(1).max(200),
})
export type TriageRequest = z.infer<typeof TriageRequest>

/** How a model fills in the tool `record_triage`. The descriptions are part of the prompt. */
export const TriageAnswer = z.object({
  priority: Priority.describe(
    "How urgent the ticket is, judged by the evidence and not by what the customer asked for.",
  ),
  reasoning: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .describe("One to three sentences for the agent that name the evidence in the ticket for this priority."),
  category: Category.describe("What the ticket is about."),
  response: z
    .string()
    .trim()
    .min(1)
    .max(5_000)
    .describe("The complete reply to the customer, ready for an agent to approve: plain text, no placeholders."),
})
export type TriageAnswer = z.infer<typeof TriageAnswer>

/** TriageAnswer as the JSON Schema that models are given. */
export const triageAnswerSchema = z.json().parse(z.toJSONSchema(TriageAnswer, { target: "draft-7" }))

/** How the customer sounds, as one triage step hands it to the next. */
export const JudgedSentiment = SentimentDetected
export type JudgedSentiment = z.infer<typeof JudgedSentiment>

/** What the step that answers the customer returns: the inputs of `classify-ticket` and `draft-response`. */
export const Judgement = z.object({ classification: TicketClassified, draft: ResponseDrafted })
export type Judgement = z.infer<typeof Judgement>
