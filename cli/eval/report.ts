import type { Agreement } from "#cli/eval/agreement"
import type { AttackReport } from "#cli/eval/attacks"
import {
  type Answered,
  answered,
  answeredWithoutIssueType,
  calibrationError,
  confusion,
  type Outcome,
  outcomes,
  precisionOf,
  recallOf,
  share,
} from "#cli/eval/measure"
import type { PublicSet } from "#cli/eval/public-sets"
import { markdownTable } from "#cli/terminal/markdown-table"
import type { LabelledTicket } from "#cli/train/training-set"
import { Category, Priority, Sentiment } from "#schemas/ticket/words"

const urgency = (priority: string) => (Priority.options as readonly string[]).indexOf(priority)
const isTooLow = ({ label, said }: Outcome) => urgency(label) - urgency(said) >= 2

const byLanguage = (all: readonly Outcome[]) => ({
  english: share(all.filter(({ lang }) => lang === "en")),
  others: share(all.filter(({ lang }) => lang !== "en")),
})

const measured = (all: readonly Outcome[], answers: readonly string[]) => ({
  ...byLanguage(all),
  calibrationError: calibrationError(all),
  confusion: confusion(all, answers),
  languages: Object.fromEntries(
    [...Map.groupBy(all, ({ lang }) => lang)].map(([lang, these]) => [
      lang,
      { tickets: these.length, right: share(these) },
    ]),
  ),
})

/** How much of the tickets each confidence is said of, and how often the priority then is right. */
const coverage = (all: readonly Answered[]) =>
  Object.fromEntries(
    [...Map.groupBy(all, ({ confidence }) => confidence)].map(([confidence, these]) => [
      confidence,
      { share: these.length / all.length, right: share(outcomes(these, "priority")) },
    ]),
  )

/** Everything that is measured on labelled tickets. Shares are from 0 to 1; a second defensible label counts as right. */
export const evaluate = (tickets: readonly LabelledTicket[], sets: readonly PublicSet[]) => {
  const all = tickets.map(answered)
  const priority = outcomes(all, "priority")
  const withoutIssueType = tickets.map(answeredWithoutIssueType)
  return {
    tickets: tickets.length,
    priority: {
      ...measured(priority, Priority.options),
      criticalRecall: recallOf(priority, "CRITICAL"),
      criticalPrecision: precisionOf(priority, "CRITICAL"),
      twoTooLow: priority.filter(isTooLow).length,
    },
    confidence: coverage(all),
    category: measured(outcomes(all, "category"), Category.options),
    categoryWithoutIssueType: measured(outcomes(withoutIssueType, "category"), Category.options),
    sentiment: measured(outcomes(all, "sentiment"), Sentiment.options),
    publicSets: sets,
  }
}
export type Report = ReturnType<typeof evaluate> & { attacks?: AttackReport }

const percent = (part: number) => (Number.isNaN(part) ? "–" : `${(part * 100).toFixed(1)} %`)
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  markdownTable(head, rows, (_, at) => at > 0)

const confused = (title: string, answers: readonly string[], counts: readonly (readonly number[])[]) =>
  `${title}: what it is (down) and what was said (across)\n\n${table(
    ["", ...answers],
    answers.map((label, at) => [label, ...(counts[at] ?? [])]),
  )}`

const questions = {
  priority: "priority",
  category: "category",
  categoryWithoutIssueType: "category without the issue type",
  sentiment: "sentiment",
} as const
type Asked = keyof typeof questions
const all = Object.keys(questions) as Asked[]

const shares = (report: Report) =>
  table(
    [`${report.tickets} tickets`, "English", "other languages", "calibration error"],
    all.map((asked) => {
      const { english, others, calibrationError: error } = report[asked]
      return [questions[asked], percent(english), percent(others), error.toFixed(3)]
    }),
  )

const sureness = ({ confidence }: Report) =>
  table(
    ["confidence", "of the tickets", "priority right"],
    ["high", "medium", "low"].map((level) => {
      const { share: of = 0, right = Number.NaN } = confidence[level] ?? {}
      return [level, percent(of), percent(right)]
    }),
  )

const languages = (report: Report) =>
  table(
    ["language", "tickets", ...all.map((asked) => questions[asked])],
    Object.entries(report.priority.languages).map(([lang, { tickets }]) => [
      lang,
      tickets,
      ...all.map((asked) => percent(report[asked].languages[lang]?.right ?? Number.NaN)),
    ]),
  )

const questionsOfPublic = ({ publicSets }: Report) =>
  publicSets.length === 0
    ? []
    : [
        table(
          ["public questions, nothing of them trained on", "texts", "right category"],
          publicSets.map(({ name, texts, right }) => [name, texts, percent(right)]),
        ),
      ]

const attacked = ({ attacks }: Report) =>
  attacks
    ? [
        `Of ${attacks.attacks} attacks, ${attacks.moved.length} moved a judgement (${attacks.moved.join(", ")}) and ${attacks.carried.length} are carried by a draft (${attacks.carried.join(", ")}).`,
      ]
    : []

/** The agreement of two readers as a sentence. */
export const agreed = ({ tickets, priority, category, sentiment }: Agreement): string =>
  `A second reader, who wrote none of the tickets and saw no label, labelled ${tickets} of them: agreed on ${percent(priority)} of the priorities, ${percent(category)} of the categories and ${percent(sentiment)} of the moods.`

/** The report as Markdown. */
export const printed = (report: Report): string => {
  const { priority, category, sentiment } = report
  return [
    shares(report),
    `CRITICAL: recall ${percent(priority.criticalRecall)}, precision ${percent(priority.criticalPrecision)}. Rated two or more levels too low: ${priority.twoTooLow}.`,
    sureness(report),
    languages(report),
    confused("Priority", Priority.options, priority.confusion),
    confused("Category", Category.options, category.confusion),
    confused("Sentiment", Sentiment.options, sentiment.confusion),
    ...questionsOfPublic(report),
    ...attacked(report),
  ].join("\n\n")
}
