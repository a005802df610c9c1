import type { SentimentScores } from "#schemas/ticket/words"

const parts = [
  { name: "positive", word: "Positive", colour: "bg-good" },
  { name: "neutral", word: "Neutral", colour: "bg-edge" },
  { name: "mixed", word: "Mixed", colour: "bg-medium" },
  { name: "negative", word: "Negative", colour: "bg-critical" },
] as const

const percent = (score: number): string => `${Math.round(score * 100)} %`

/** Four probabilities as one bar, with the figures below it. */
export const ScoreBar = ({ scores }: { scores: SentimentScores }) => (
  <figure className="grid gap-1.5">
    <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
      {parts.map(({ name, colour }) => (
        <span key={name} className={colour} style={{ width: `${scores[name] * 100}%` }} />
      ))}
    </div>
    <figcaption className="grid grid-cols-2 gap-x-4 gap-y-0.5 text-xs text-muted">
      {parts.map(({ name, word, colour }) => (
        <span key={name} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={`size-2 rounded-full ${colour}`} />
          {word}
          <span className="ml-auto tabular-nums">{percent(scores[name])}</span>
        </span>
      ))}
    </figcaption>
  </figure>
)
