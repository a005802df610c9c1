import { categoryOf } from "#core/ticket/triage/category"
import { type Evidence, evidenceIn } from "#core/ticket/triage/evidence"
import { tally } from "#core/ticket/triage/lexicon"
import { type Grounds, priorityOf, soundsUpset } from "#core/ticket/triage/priority"
import { closings, replies } from "#core/ticket/triage/replies"
import type { Category, Priority, Sentiment, SentimentScores } from "#schemas/ticket/words"

/** What the rules read of a ticket. */
export type Asked = {
  product: string
  issueType: string
  subject: string
  description: string
  /** What the customer asked for. */
  priority?: Priority | undefined
}

export type Mood = { sentiment: Sentiment; scores: SentimentScores }
export type Classification = { priority: Priority; reasoning: string; category: Category }

/** So much says nothing in any text: one mild word does not outweigh it, two do. */
const silence = 2

const strongest = (scores: SentimentScores): Sentiment => {
  const ranked = Object.entries({
    NEUTRAL: scores.neutral,
    NEGATIVE: scores.negative,
    POSITIVE: scores.positive,
    MIXED: scores.mixed,
  } satisfies Record<Sentiment, number>) as [Sentiment, number][]
  return ranked.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}

/** How a text sounds by a small word list, without any model. The four scores sum to 1. */
export const sentimentByRules = (text: string): Mood => {
  const { good, bad } = tally(text)
  const parts = { mixed: 2.5 * Math.min(good, bad), negative: 1.5 * bad, neutral: silence, positive: 1.5 * good }
  const total = parts.mixed + parts.negative + parts.neutral + parts.positive
  const scores = {
    mixed: parts.mixed / total,
    negative: parts.negative / total,
    neutral: parts.neutral / total,
    positive: parts.positive / total,
  }
  return { sentiment: strongest(scores), scores }
}

const list = (things: readonly string[]): string =>
  things.length < 2 ? things.join("") : `${things.slice(0, -1).join(", ")} and ${things.slice(-1).join("")}`

const kinds: Record<Category, string> = {
  access: "an access problem",
  billing: "a billing matter",
  bug: "a malfunction",
  delivery: "a delivery problem",
  "how-to": "a question",
  hardware: "a hardware problem",
  feedback: "feedback",
  other: "a general request",
}

const found = (evidence: readonly Evidence[], category: Category): string =>
  evidence.length === 0
    ? `this is ${kinds[category]} without signs of an outage, a loss or a blocked customer`
    : `the customer reports ${list(evidence.map(({ says, quote }) => `${says} ("${quote}")`))}`

const heard = (judged: Priority, grounds: Grounds): string => {
  const { asked } = grounds
  if (asked === undefined) return ""
  if (judged !== priorityOf({ ...grounds, asked: undefined }))
    return ` They asked for ${asked}, which moved it by a step.`
  return asked === judged
    ? ` They asked for ${asked} too.`
    : ` They asked for ${asked}, which the evidence does not bear out.`
}

const reasoningOf = (priority: Priority, grounds: Grounds): string => {
  const { evidence, category, scores } = grounds
  const mood = soundsUpset(scores) ? `, and the message sounds upset (negative ${scores.negative.toFixed(2)})` : ""
  return `Judged ${priority} by rules: ${found(evidence, category)}${mood}.${heard(priority, grounds)}`
}

/** Judges urgency and kind without any model. The reasoning is one or two sentences that name the evidence. */
export const classificationByRules = (ticket: Asked, { scores }: Mood): Classification => {
  const evidence = evidenceIn(`${ticket.subject}.\n${ticket.description}`)
  const category = categoryOf(ticket)
  const grounds = { evidence, category, scores, asked: ticket.priority }
  const priority = priorityOf(grounds)
  return { priority, reasoning: reasoningOf(priority, grounds), category }
}

const sorry = "I am sorry for the trouble this has caused you."
const thanks: Record<Sentiment, string> = {
  NEGATIVE: sorry,
  MIXED: "Thank you for being so open about what works and what does not.",
  NEUTRAL: "Thank you for getting in touch.",
  POSITIVE: "Thank you for your friendly message.",
}

export type Answerable = Asked & { firstName: string; sentiment: Sentiment; classification: Classification }

/** A reply that an agent may send as it is: plain text, at most 2,500 characters. */
export const responseByRules = ({ firstName, product, subject, sentiment, classification }: Answerable): string => {
  const { opening, steps, ask } = replies[classification.category]
  return [
    `Hello ${firstName},`,
    `${thanks[sentiment]} We have received your message about ${product}: "${subject}".`,
    [opening, ...steps.map((step, index) => `${index + 1}. ${step}`)].join("\n"),
    ask,
    closings[classification.priority],
    "Kind regards,\nThe support team",
  ].join("\n\n")
}
