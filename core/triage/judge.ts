import { conceptsIn, conceptsOf } from "#core/triage/concepts"
import { cheapest } from "#core/triage/decide"
import { type Asked, featuresOf, ownWords } from "#core/triage/features"
import { type Head, openHead, probabilities } from "#core/triage/linear"
import { sentencesOf, tokensOf } from "#core/triage/text"
import { numberedWord } from "#core/triage/words"
import { Category, Priority, Sentiment, type SentimentScores } from "#schemas/ticket/words"
import file from "./model.json" with { type: "json" }

/** How far a judgement may be trusted; `low` needs a person. */
export type Confidence = "high" | "medium" | "low"

export type Judged = {
  priority: Priority
  category: Category
  confidence: Confidence
  /** How likely each answer is. */
  likely: { priority: Record<Priority, number>; category: Record<Category, number> }
  /** Whether it is critical because somebody may be hurt. */
  endangers: boolean
}

/** Concepts of the lexicon that speak of bodily harm. */
export const dangers = [
  ...["fire", "smoke", "burn", "explosion", "spark", "electric_shock", "gas", "carbon_monoxide", "poison", "chemical"],
  ...["sharp_injury", "bleeding", "choking_swallowed", "fall", "collapse", "brakes", "vehicle_crash", "allergic"],
  ...["medicine_dose", "unconscious", "hospital", "trapped", "swollen_battery", "melting", "smell_of_burning"],
  ...["pain_sick", "death_risk", "violence_threat", "self_harm", "food_contamination", "dangerous"],
]

/** Below, a category is a guess. */
const floor = 0.35
const bounds: readonly [Confidence, number][] = [
  ["high", 0.75],
  ["medium", 0.5],
]

const open = () => ({
  concepts: conceptsOf(file.lexicon),
  known: numberedWord(file.words),
  priority: openHead(file.heads.priority, Priority.options),
  category: openHead(file.heads.category, Category.options),
  sentiment: openHead(file.heads.sentiment, Sentiment.options),
})
let opened: ReturnType<typeof open> | undefined

/** Opened once, by the first who asks: it takes some milliseconds that a function which never judges should not spend. */
const model = () => {
  opened ??= open()
  return opened
}

const likelyOf = <Answer extends string>(head: Head<Answer>, asked: Asked, withIssueType: boolean) => {
  const { concepts, known } = model()
  const found = probabilities(head, featuresOf(concepts, asked, { withIssueType }), known)
  const entries = head.answers.map((answer, at) => [answer, found[at] ?? 0] as const)
  return Object.fromEntries(entries) as Record<Answer, number>
}

const highest = <Answer extends string>(answers: readonly Answer[], likely: Record<Answer, number>): Answer =>
  answers.reduce((best, next) => (likely[next] > likely[best] ? next : best))

const confidenceOf = (sure: number): Confidence => bounds.find(([, from]) => sure >= from)?.[0] ?? "low"

const speaksOfDanger = (asked: Asked): boolean => {
  const found = conceptsIn(model().concepts, tokensOf(ownWords(asked)))
  return dangers.some((danger) => found.has(danger))
}

/**
 * Urgency and kind of a ticket, by what was learnt from the tickets of data/triage. What the customer asks for counts for
 * nothing; what they only quote counts where there is nothing else.
 */
export const judge = (asked: Asked): Judged => {
  const likely = {
    priority: likelyOf(model().priority, asked, false),
    category: likelyOf(model().category, asked, true),
  }
  const priority = cheapest(likely.priority)
  const category = highest(Category.options, likely.category)
  return {
    priority,
    category: likely.category[category] < floor ? "other" : category,
    confidence: confidenceOf(likely.priority[priority]),
    likely,
    endangers: priority === "CRITICAL" && speaksOfDanger(asked),
  }
}

/** No more sentences are looked at for the one that speaks most. */
const mostSentences = 40

/** The sentence of the customer's own that speaks most for a priority, as it is judged; empty where there is none. */
export const speaksMost = (asked: Asked, priority: Priority): string => {
  const sentences = sentencesOf(ownWords(asked)).slice(0, mostSentences)
  const heard = sentences.map((sentence) => {
    const likely = likelyOf(model().priority, { ...asked, subject: "", description: sentence }, false)
    return { sentence, sure: likely[priority] }
  })
  return heard.reduce((best, next) => (next.sure > best.sure ? next : best), { sentence: "", sure: -1 }).sentence
}

export type Mood = { sentiment: Sentiment; scores: SentimentScores }

/** How a text sounds. The scores sum to 1, and the sentiment is the highest. */
export const moodOf = (text: string): Mood => {
  const likely = likelyOf(model().sentiment, { product: "", issueType: "", subject: "", description: text }, false)
  return {
    sentiment: highest(Sentiment.options, likely),
    scores: {
      mixed: likely.MIXED,
      negative: likely.NEGATIVE,
      neutral: likely.NEUTRAL,
      positive: likely.POSITIVE,
    },
  }
}
