import { z } from "zod"
import { type ConverseRequest, textOf } from "#local/bedrock/converse"
import { Priority, Sentiment, SentimentScores } from "#schemas/ticket/words"

/** A ticket as it stands between <ticket> and </ticket> in a prompt. What a prompt leaves out has a harmless default. */
const Ticket = z.object({
  firstName: z.string().default("there"),
  product: z.string().default("your product"),
  issueType: z.string().default(""),
  subject: z.string(),
  description: z.string(),
  priorityAskedFor: Priority.optional(),
  sentiment: Sentiment.default("NEUTRAL"),
  scores: SentimentScores.default({ mixed: 0, negative: 0, neutral: 1, positive: 0 }),
})
export type Ticket = z.infer<typeof Ticket>

const between = /<ticket>([\s\S]*?)<\/ticket>/g

const parsed = (json: string): Ticket | undefined => {
  try {
    return Ticket.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}

/** The last readable ticket of a conversation. */
export const readTicket = ({ messages }: ConverseRequest): Ticket | undefined =>
  messages
    .filter(({ role }) => role === "user")
    .flatMap((message) => [...textOf(message).matchAll(between)])
    .flatMap(([, json = ""]) => parsed(json) ?? [])
    .at(-1)
