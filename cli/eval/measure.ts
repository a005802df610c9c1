import { acceptable, type LabelledTicket, type Question } from "#cli/train/training-set"
import { type Confidence, judge, moodOf } from "#core/triage/judge"

/** How one question about one ticket was answered, and how sure the engine was of it, from 0 to 1. */
export type Outcome = { lang: string; label: string; said: string; isRight: boolean; sure: number }

type Answer = { said: string; sure: number }
/** A ticket and all that was answered of it. */
export type Answered = { ticket: LabelledTicket; answers: Record<Question, Answer>; confidence: Confidence }

/** What the judge of core/triage says of a ticket. */
export const answered = (ticket: LabelledTicket): Answered => {
  const { priority, category, likely, confidence } = judge(ticket)
  const { sentiment, scores } = moodOf(`${ticket.subject}\n${ticket.description}`)
  return {
    ticket,
    answers: {
      priority: { said: priority, sure: likely.priority[priority] },
      category: { said: category, sure: likely.category[category] },
      sentiment: { said: sentiment, sure: Math.max(...Object.values(scores)) },
    },
    confidence,
  }
}

/** The same where what the customer picked in the form is kept from the judge. */
export const answeredWithoutIssueType = (ticket: LabelledTicket): Answered => answered({ ...ticket, issueType: "" })

export const outcomes = (all: readonly Answered[], question: Question): Outcome[] =>
  all.map(({ ticket, answers }) => {
    const { said, sure } = answers[question]
    const { lang, labels } = ticket
    return { lang, label: labels[question], said, isRight: acceptable(ticket, question).includes(said), sure }
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
