import type { Evidence } from "#core/ticket/triage/evidence"
import type { Category, Priority, SentimentScores } from "#schemas/ticket/words"

const ranks: readonly Priority[] = ["LOW", "MEDIUM", "HIGH", "CRITICAL"]
const rank = (priority: Priority) => ranks.indexOf(priority)
const named = (index: number): Priority => ranks[Math.max(0, Math.min(index, 3))] ?? "MEDIUM"

/** Questions and feedback wait longest; everything else begins in the middle. */
const usual = (category: Category) => rank(category === "how-to" || category === "feedback" ? "LOW" : "MEDIUM")

/** From this negative score on, the customer's mood counts as evidence. */
const upset = 0.75

export const soundsUpset = (scores: SentimentScores): boolean => scores.negative >= upset

/** Three grave things together are critical, even where none of them is alone. */
const byEvidence = (evidence: readonly Evidence[], category: Category): number => {
  if (evidence.some(({ level }) => level === "CRITICAL") || evidence.length >= 3) return rank("CRITICAL")
  return evidence.length > 0 ? rank("HIGH") : usual(category)
}

/** A step up or down at most, and never to CRITICAL by the customer's word alone. */
const towards = (asked: Priority | undefined, level: number, evidence: readonly Evidence[]): number => {
  if (asked === undefined) return level
  if (rank(asked) > level) return evidence.length > 0 ? level + 1 : Math.min(level + 1, rank("HIGH"))
  return rank(asked) < level && evidence.length === 0 ? level - 1 : level
}

export type Grounds = {
  evidence: readonly Evidence[]
  category: Category
  scores: SentimentScores
  /** What the customer asked for: evidence, not an order. */
  asked: Priority | undefined
}

/** Outage, loss, danger and threats decide; mood and the customer's wish move the rest by a step. */
export const priorityOf = ({ evidence, category, scores, asked }: Grounds): Priority => {
  const level = byEvidence(evidence, category)
  const heard = soundsUpset(scores) && level < rank("HIGH") ? level + 1 : level
  return named(towards(asked, heard, evidence))
}
