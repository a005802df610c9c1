import { type EventType, marks } from "#schemas/ticket/events"
import type { TimelineEntry } from "#schemas/ticket/views/ticket-page"
import { Icon } from "#web/ui/icon.tsx"
import { When } from "#web/ui/when.tsx"

/** A page may come from a newer desk. */
const isKnown = (type: string): type is EventType => Object.hasOwn(marks, type)

/** Something that happened, in one quiet line. People are named; the platform is not. */
export const SystemRow = ({ entry }: { entry: TimelineEntry }) => (
  <p className="flex items-start gap-2 px-1 text-xs text-muted sm:px-4">
    <Icon name={isKnown(entry.type) ? marks[entry.type] : "dot"} size="mt-0.5 size-3.5" />
    <span className="min-w-0 flex-1 wrap-anywhere">
      {entry.text}
      {entry.actor.role !== "system" && entry.actor.name && ` · ${entry.actor.name}`}
    </span>
    <When at={entry.at} />
  </p>
)
