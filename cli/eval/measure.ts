import type { LabelledTicket, Question } from "#cli/train/training-set"
import type { Confidence } from "#core/triage/judge"
import { judge, moodOf } from "#core/triage/judge"

/** How one question about one ticket was answered, and how sure the engine was of it, from 0 to 1. */
export type Outcome = { lang: string; label: string; said: string; isRight: boolean; sure: number }

export type Engine = (ticket: LabelledTicket) => Record<Question, { said: string; sure: number }> & {
  confidence: Confidence
}

/** The judge of core/triage. With `withoutIssueType`, what the customer picked in the form is kept from it. */
export const offline =
  (withoutIssueType = false): Engine =>
  (ticket) => {
    const { priority, category, likely, confidence } = judge({
      ...ticket,
      issueType: withoutIssueType ? "" : ticket.issueType,
    })
    const { sentiment, scores } = moodOf(`${ticket.subject}\n${ticket.description}`)
    return {
      priority: { said: priority, sure: likely.priority[priority] },
      category: { said: category, sure: likely.category[category] },
      sentiment: { said: sentiment, sure: Math.max(...Object.values(scores)) },
      confidence,
    }
  }

const acceptable = ({ labels, also = {} }: LabelledTicket, question: Question): readonly string[] => [
  labels[question],
  ...(also[question] ?? []),
]

export const outcomes = (tickets: readonly LabelledTicket[], question: Question, engine: Engine): Outcome[] =>
  tickets.map((ticket) => {
    const { said, sure } = engine(ticket)[question]
    return {
      lang: ticket.lang,
      label: ticket.labels[question],
      said,
      isRight: acceptable(ticket, question).includes(said),
      sure,
    }
  })

export const share = (these: readonly { isRight: boolean }[]): number =>
  these.length === 0 ? Number.NaN : these.filter(({ isRight }) => isRight).length / these.length

/** Of those with this label, the share that was found; of those said to be it, the share that is defensible. */
export const recallOf = (all: readonly Outcome[], label: string) =>
  share(all.filter((one) => one.label === label).map(({ said }) => ({ isRight: said === label })))
export const precisionOf = (all: readonly Outcome[], label: string) => share(all.filter(({ said }) => said === label))

/** How often each label is answered by what. */
export const confusion = (all: readonly Outcome[], answers: readonly string[]): number[][] =>
  answers.map((label) => answers.map((said) => all.filter((one) => one.label === label && one.said === said).length))

/**
 * The mean distance between how sure the engine says it is and how often it is right, in ten bins (expected calibration
 * error, https://arxiv.org/abs/1706.04599).
 */
export const calibrationError = (all: readonly Outcome[]): number =>
  [...Map.groupBy(all, ({ sure }) => Math.min(9, Math.floor(sure * 10))).values()].reduce((sum, bin) => {
    const said = bin.reduce((total, { sure }) => total + sure, 0) / bin.length
    return sum + (Math.abs(said - share(bin)) * bin.length) / all.length
  }, 0)
