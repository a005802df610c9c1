import type { Row } from "#web/api/tickets.ts"
import { columns, InboxRow } from "#web/inbox/inbox-row.tsx"
import { Button } from "#web/ui/button.tsx"

const Headings = () => (
  <div
    aria-hidden="true"
    className={`hidden border-b border-line px-4 py-1.5 text-xs font-medium text-muted ${columns}`}
  >
    <span>Priority</span>
    <span>Ticket</span>
    <span>Status</span>
    <span>Sentiment</span>
    <span>Team</span>
    <span>Assignee</span>
    <span className="text-right">Age</span>
  </div>
)

type Props = {
  rows: readonly Row[]
  more: (() => unknown) | undefined
  loadingMore: boolean
  /** These are still the rows of the filters before. */
  outdated: boolean
}

/** The list itself, with a way to the next page. */
export const TicketList = ({ rows, more, loadingMore, outdated }: Props) => (
  <>
    <div aria-busy={outdated} className={`card overflow-hidden transition-opacity ${outdated ? "opacity-60" : ""}`}>
      <Headings />
      <ul aria-label="Tickets">
        {rows.map((row) => (
          <InboxRow key={row.ticketId} row={row} />
        ))}
      </ul>
    </div>
    {more && (
      <div className="mt-3 text-center">
        <Button busy={loadingMore} onClick={() => more()}>
          {loadingMore ? "Loading…" : "Load more"}
        </Button>
      </div>
    )}
  </>
)
