import { Link } from "react-router"
import type { TicketPage, TimelineEntry } from "#schemas/views/ticket-page"
import { Message } from "#web/ticket/message.tsx"
import { SystemRow } from "#web/ticket/system-row.tsx"

type Props = {
  page: Pick<TicketPage, "timeline" | "earlier">
  /** What the reader calls the customer. */
  customer: string
}

const Entry = ({ entry, customer }: { entry: TimelineEntry; customer: string }) =>
  entry.kind === "system" ? <SystemRow entry={entry} /> : <Message entry={entry} customer={customer} />

/** The conversation, oldest first. */
export const Timeline = ({ page, customer }: Props) => (
  <>
    {page.earlier > 0 && (
      <p className="text-center text-xs text-muted">
        {page.earlier} earlier entries are in the{" "}
        <Link to="?tab=history" className="text-accent underline">
          history
        </Link>
      </p>
    )}
    <ol aria-label="Conversation" className="grid gap-3">
      {page.timeline.map((entry) => (
        <li key={entry.id} className="min-w-0" data-kind={entry.kind}>
          <Entry entry={entry} customer={customer} />
        </li>
      ))}
    </ol>
  </>
)
