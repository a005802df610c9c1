import type { Priority, Sentiment, Status } from "#schemas/ticket/words"
import { Icon, type IconName } from "#web/ui/icon.tsx"
import { exactTime } from "#web/ui/when.tsx"
import { priorityWords, sentimentWords, statusWords } from "#web/ui/words.ts"

const pill = "inline-flex items-center gap-1 rounded px-1.5 py-px text-xs font-semibold whitespace-nowrap"

const priorities: Record<Priority, string> = {
  CRITICAL: "bg-critical text-on-critical",
  HIGH: "bg-high-soft text-high",
  MEDIUM: "bg-medium-soft text-medium",
  LOW: "bg-sunken text-muted",
}

export const PriorityBadge = ({ priority }: { priority: Priority | undefined }) =>
  priority ? (
    <span className={`${pill} ${priorities[priority]}`}>
      <span className="sr-only">Priority: </span>
      {priorityWords[priority]}
    </span>
  ) : (
    <span className={`${pill} text-muted`}>Not judged yet</span>
  )

const dots: Record<Status, string> = {
  new: "bg-accent",
  open: "bg-good",
  pending: "bg-high",
  "on-hold": "bg-high",
  resolved: "border-2 border-good",
  closed: "border-2 border-edge",
}

type StatusProps = { status: Status; words?: Record<Status, string> }

export const StatusBadge = ({ status, words = statusWords }: StatusProps) => (
  <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
    <span className={`size-2 shrink-0 rounded-full ${dots[status]}`} aria-hidden="true" />
    <span className="sr-only">Status: </span>
    {words[status]}
  </span>
)

const faces: Record<Sentiment, { icon: IconName; colour: string }> = {
  POSITIVE: { icon: "smile", colour: "text-good" },
  NEUTRAL: { icon: "neutral", colour: "text-muted" },
  MIXED: { icon: "mixed", colour: "text-medium" },
  NEGATIVE: { icon: "frown", colour: "text-critical" },
}

export const SentimentBadge = ({ sentiment }: { sentiment: Sentiment }) => (
  <span className={`inline-flex items-center gap-1 whitespace-nowrap ${faces[sentiment].colour}`}>
    <Icon name={faces[sentiment].icon} size="size-3.5" />
    <span className="sr-only">Sentiment: </span>
    {sentimentWords[sentiment]}
  </span>
)

export const EscalatedBadge = () => (
  <span className={`${pill} bg-critical-soft text-critical`}>
    <Icon name="up" size="size-3" />
    Escalated
  </span>
)

export const SnoozedBadge = ({ until }: { until: string }) => (
  <span className={`${pill} bg-sunken text-muted`}>
    <Icon name="moon" size="size-3" />
    Snoozed until {exactTime(until)}
  </span>
)

export const DraftBadge = () => (
  <span className={`${pill} bg-accent-soft text-accent`}>
    <Icon name="pen" size="size-3" />
    Draft
  </span>
)
