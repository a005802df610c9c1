import { Link } from "react-router"
import { sentence } from "#web/api/api-error.ts"
import { type MyRow, useMyTickets } from "#web/api/tickets.ts"
import { StatusBadge } from "#web/ui/badges.tsx"
import { Button, buttonClass } from "#web/ui/button.tsx"
import { Icon } from "#web/ui/icon.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"
import { EmptyState, ErrorState, Loading } from "#web/ui/states.tsx"
import { When } from "#web/ui/when.tsx"
import { customerStatusWords } from "#web/ui/words.ts"

const AskForHelp = () => (
  <Link to="/tickets/new" className={buttonClass("primary")}>
    <Icon name="plus" />
    New ticket
  </Link>
)

const Line = ({ row }: { row: MyRow }) => (
  <li className="relative grid gap-1 border-b border-line px-4 py-3 last:border-b-0 hover:bg-canvas has-[a:focus-visible]:bg-accent-soft">
    <div className="flex items-baseline justify-between gap-3">
      <Link
        to={`/tickets/${row.ticketId}`}
        className="min-w-0 font-semibold wrap-anywhere outline-none after:absolute after:inset-0"
      >
        {row.subject}
      </Link>
      <span className="text-xs text-muted">
        <When at={row.updatedAt} />
      </span>
    </div>
    <div className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
      <span className="text-ink">
        <StatusBadge status={row.status} words={customerStatusWords} />
      </span>
      <span>
        {row.product} · {row.issueType}
      </span>
      <span className="tabular-nums">{row.ticketId}</span>
    </div>
  </li>
)

const List = () => {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMyTickets("limit=25")
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  if (isPending) return <Loading what="your tickets" rows={4} />
  if (error && rows.length === 0)
    return <ErrorState title="Your tickets could not be loaded" text={sentence(error)} retry={refetch} />
  if (rows.length === 0)
    return (
      <EmptyState title="No tickets yet">
        <p>Something does not work, or you have a question? Tell us, and follow the answer here.</p>
        <AskForHelp />
      </EmptyState>
    )
  return (
    <>
      <ul aria-label="My tickets" className="card overflow-hidden">
        {rows.map((row) => (
          <Line key={row.ticketId} row={row} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="mt-3 text-center">
          <Button busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </>
  )
}

/** What a customer asked for, newest first. */
export const MyTickets = () => {
  usePageTitle("My tickets")
  return (
    <div className="mx-auto max-w-3xl">
      <div className="mb-4 flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">My tickets</h1>
        <AskForHelp />
      </div>
      <List />
    </div>
  )
}
