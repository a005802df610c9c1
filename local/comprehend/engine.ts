import type { Mood } from "#core/triage/judge"
import { cueValence, withoutPoliteness } from "#local/comprehend/cues"
import type { Sentiment, SentimentScores } from "#schemas/ticket/words"

export type Engine = (text: string) => Mood

/** A word list's judgement of a text from -1 to 1. */
export type Gauge = (text: string) => number

/** What one judgement may weigh in a clause. Set by hand on labelled support messages; the sum may pass 1. */
const weights = { vader: 0.7, wink: 0.4, cues: 1 }

const clamp = (value: number) => Math.max(-1, Math.min(1, value))

/** Where one feeling may end and another begin. */
const boundary = /[.!?;\n]+\s*|,?\s+\b(?:but|however|although|though|yet|while|unfortunately)\b,?/gi

const clausesOf = (text: string): string[] => text.split(boundary).filter((clause) => /\p{L}/u.test(clause))

type Gauges = { vader: Gauge; wink: Gauge }

/** A question asks for something; the good words in it are no praise. */
const question = /^\W*(?:what|how|is|are|does|do|can|could|would|will|where|which|when|who|may|should)\b/i

const valence = (clause: string, { vader, wink }: Gauges): number => {
  const plain = withoutPoliteness(clause)
  const words = weights.vader * vader(plain) + weights.wink * wink(plain)
  const heard = clamp(words + weights.cues * cueValence(clause.toLowerCase()))
  return heard > 0 && question.test(clause) ? heard / 4 : heard
}

/** The strongest clause counts most; more of the same adds to it. From 0 to 1. */
const strength = (valences: readonly number[]): number => {
  const sum = valences.reduce((total, value) => total + value, 0)
  return 0.6 * Math.max(0, ...valences) + 0.4 * Math.min(1, sum / 2)
}

/** Four logits from how good and how bad the clauses sound, as probabilities that sum to 1. */
const softmax = (good: number, bad: number): SentimentScores => {
  const mixed = Math.exp(11 * Math.min(good, bad) - 0.5)
  const negative = Math.exp(8 * bad - 4 * good)
  const neutral = Math.exp(1.2)
  const positive = Math.exp(8 * good - 4 * bad)
  const total = mixed + negative + neutral + positive
  return { mixed: mixed / total, negative: negative / total, neutral: neutral / total, positive: positive / total }
}

const strongest = ({ mixed, negative, neutral, positive }: SentimentScores): Sentiment => {
  const highest = Math.max(mixed, negative, neutral, positive)
  if (highest === neutral) return "NEUTRAL"
  if (highest === negative) return "NEGATIVE"
  return highest === positive ? "POSITIVE" : "MIXED"
}

/** Judges clause by clause, so that praise and complaint in one message make it MIXED instead of cancelling out. */
export const sentimentEngine =
  (gauges: Gauges): Engine =>
  (text) => {
    const valences = clausesOf(text.replaceAll("’", "'")).map((clause) => valence(clause, gauges))
    const good = strength(valences.filter((value) => value > 0))
    const bad = strength(valences.filter((value) => value < 0).map((value) => -value))
    const scores = softmax(good, bad)
    return { sentiment: strongest(scores), scores }
  }
