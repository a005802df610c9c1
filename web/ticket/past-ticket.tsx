import { Link } from "react-router"
import { sentence } from "#web/api/api-error.ts"
import { useTicketAt } from "#web/api/tickets.ts"
import { SidePanel } from "#web/ticket/side-panel.tsx"
import { TicketHeading } from "#web/ticket/ticket-heading.tsx"
import { Timeline } from "#web/ticket/timeline.tsx"
import { Notice } from "#web/ui/notice.tsx"
import { ErrorState, Loading } from "#web/ui/states.tsx"
import { exactTime } from "#web/ui/when.tsx"
import { fullName } from "#web/ui/words.ts"

/** A ticket as it was at a version: everything to read, nothing to do. */
export const PastTicket = ({ ticketId, version }: { ticketId: string; version: number }) => {
  const { data: page, error, refetch } = useTicketAt(ticketId, version)
  if (error) return <ErrorState title="That version could not be loaded" text={sentence(error)} retry={refetch} />
  if (!page) return <Loading what="the ticket" />
  const history = `/tickets/${ticketId}?tab=history`
  return (
    <article className="grid gap-4">
      <Notice tone="info">
        This is the ticket as it was at version {page.version}, {exactTime(page.updatedAt)}.{" "}
        <Link to={history} className="font-medium text-accent underline">
          Back to its history
        </Link>
      </Notice>
      <TicketHeading page={page} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6">
        <div className="grid min-w-0 gap-4">
          <Timeline page={page} customer={fullName(page.customer)} history={history} />
          {page.draft && (
            <section aria-label="Suggested reply" className="card ml-4 grid gap-2 border-dashed p-4 sm:ml-14">
              <h2 className="font-semibold">Suggested reply</h2>
              <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">{page.draft.text}</p>
            </section>
          )}
        </div>
        <SidePanel page={page} />
      </div>
    </article>
  )
}
