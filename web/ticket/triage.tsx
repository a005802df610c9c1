import type { TicketPage } from "#schemas/ticket/views/ticket-page"
import { Sentiment } from "#schemas/ticket/words"
import { ScoreBar } from "#web/ticket/score-bar.tsx"
import { SentimentBadge } from "#web/ui/badges.tsx"
import { categoryWords } from "#web/ui/words.ts"

type Judged = NonNullable<TicketPage["classification"]>

const judge = ({ engine, model }: Judged): string =>
  engine === "rules"
    ? "Judged by rules: the language model did not answer"
    : `Judged by ${model ?? "the language model"}`

const Feeling = ({ sentiment }: Pick<TicketPage, "sentiment">) => {
  const mood = Sentiment.safeParse(sentiment?.sentiment).data
  if (!sentiment || !mood) return <p className="text-muted">Sentiment is not judged yet.</p>
  return (
    <div className="grid gap-2">
      <p className="flex items-center justify-between gap-2">
        <span className="text-muted">Sentiment</span>
        <SentimentBadge sentiment={mood} />
      </p>
      <ScoreBar scores={sentiment.scores} />
      {sentiment.engine === "rules" && (
        <p className="text-xs text-muted">Judged by rules: the sentiment service did not answer</p>
      )}
    </div>
  )
}

/** What triage made of the ticket, with its reasons. */
export const Triage = ({ page }: { page: TicketPage }) => {
  const { classification, category, sentiment } = page
  return (
    <div className="grid gap-3">
      {classification ? (
        <div className="grid gap-1">
          {category && (
            <p className="flex items-baseline justify-between gap-2">
              <span className="text-muted">Category</span>
              {categoryWords[category]}
            </p>
          )}
          <p className="wrap-anywhere">{classification.reasoning}</p>
          <p className="text-xs wrap-anywhere text-muted">{judge(classification)}</p>
        </div>
      ) : (
        <p className="text-muted">Not classified yet.</p>
      )}
      <Feeling sentiment={sentiment} />
    </div>
  )
}
