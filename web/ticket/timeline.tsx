import { Link } from "react-router"
import type { TicketPage, TimelineEntry } from "#schemas/ticket/views/ticket-page"
import { Message } from "#web/ticket/message.tsx"
import { SystemRow } from "#web/ticket/system-row.tsx"

type Props = {
  page: Pick<TicketPage, "timeline" | "earlier">
  /** What the reader calls the customer. */
  customer: string
  /** The address of the whole history, for those who may read it. */
  history?: string
}

const Entry = ({ entry, customer }: { entry: TimelineEntry; customer: string }) =>
  entry.kind === "system" ? <SystemRow entry={entry} /> : <Message entry={entry} customer={customer} />

/** How much of the beginning the page no longer holds. */
const Earlier = ({ count, history }: { count: number; history: string | undefined }) => (
  <p className="text-center text-xs text-muted">
    {count === 1 ? "1 earlier entry is" : `${count} earlier entries are`}{" "}
    {history ? (
      <>
        in the{" "}
        <Link to={history} className="text-accent underline">
          history
        </Link>
      </>
    ) : (
      "no longer shown here"
    )}
  </p>
)

/** The conversation, oldest first. */
export const Timeline = ({ page, customer, history }: Props) => (
  <>
    {page.earlier > 0 && <Earlier count={page.earlier} history={history} />}
    <ol aria-label="Conversation" className="grid gap-3">
      {page.timeline.map((entry) => (
        <li key={entry.id} className="min-w-0" data-kind={entry.kind}>
          <Entry entry={entry} customer={customer} />
        </li>
      ))}
    </ol>
  </>
)
