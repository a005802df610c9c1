import { useRef } from "react"
import { Link, useLocation } from "react-router"
import type { Row } from "#web/api/tickets.ts"
import { useArrival } from "#web/inbox/arrival.ts"
import { DraftBadge, EscalatedBadge, PriorityBadge, SentimentBadge, StatusBadge } from "#web/ui/badges.tsx"
import { When } from "#web/ui/when.tsx"

/** The columns of the list where there is room for them; the row and its heading share them. */
export const columns =
  "lg:grid lg:grid-cols-[4.5rem_minmax(0,1fr)_5rem_5rem_8rem_7rem_3.5rem] lg:items-center lg:gap-x-4"

/** A resolved ticket's draft may be sent, but nobody has to look at it. */
const awaitsAgent = ({ draftWaiting, status }: Row) => draftWaiting && status !== "resolved" && status !== "closed"

const Title = ({ row, list }: { row: Row; list: string }) => (
  <div className="flex min-w-0 flex-wrap items-center gap-x-2 lg:flex-nowrap">
    <Link
      data-row
      to={`/tickets/${row.ticketId}`}
      state={{ list }}
      className="font-semibold text-ink outline-none after:absolute after:inset-0 group-hover:text-accent max-lg:line-clamp-2 max-lg:basis-full lg:truncate"
    >
      {row.subject}
    </Link>
    <span className="flex shrink-0 gap-1 max-lg:my-0.5">
      {row.escalated && <EscalatedBadge />}
      {awaitsAgent(row) && <DraftBadge />}
    </span>
  </div>
)

const Facts = ({ row }: { row: Row }) => (
  <p className="truncate text-xs text-muted">
    {row.customer.name} · {row.product} · {row.issueType} · <span className="tabular-nums">{row.ticketId}</span>
  </p>
)

const Owner = ({ row }: { row: Row }) => (
  <>
    <span className="truncate">
      <span className="sr-only">Team: </span>
      {row.team ?? <span className="text-muted">No team yet</span>}
    </span>
    <span className="truncate max-lg:before:mx-1.5 max-lg:before:content-['·']">
      <span className="sr-only">Assignee: </span>
      {row.assignee?.name ?? <span className="text-muted">Nobody</span>}
    </span>
  </>
)

/** One ticket in the list; the whole row is its link. */
export const InboxRow = ({ row }: { row: Row }) => {
  const element = useRef<HTMLLIElement>(null)
  const { pathname, search } = useLocation()
  useArrival(element, row.version, row.updatedAt)
  return (
    <li
      ref={element}
      className={`group relative border-b border-line px-3 py-2 last:border-b-0 has-[a:focus-visible]:shadow-[inset_3px_0_0_var(--accent)] hover:bg-canvas has-[a:focus-visible]:bg-accent-soft sm:px-4 ${columns}`}
    >
      <div className="flex items-center justify-between gap-2 max-lg:mb-1">
        <PriorityBadge priority={row.priority} />
        <span className="text-xs text-muted lg:hidden">
          <When at={row.submittedAt} />
        </span>
      </div>
      <div className="min-w-0">
        <Title row={row} list={`${pathname}${search}`} />
        <Facts row={row} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 text-xs max-lg:mt-1 lg:contents">
        <StatusBadge status={row.status} />
        <span className="flex">{row.sentiment ? <SentimentBadge sentiment={row.sentiment} /> : null}</span>
        <span className="flex min-w-0 max-lg:text-muted lg:contents">
          <Owner row={row} />
        </span>
        <span className="relative text-right text-muted max-lg:hidden">
          <When at={row.submittedAt} />
        </span>
      </div>
    </li>
  )
}
