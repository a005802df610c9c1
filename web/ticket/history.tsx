import { Link } from "react-router"
import type { PublishedEvent } from "#schemas/recorded"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"
import { sentence } from "#web/api/api-error.ts"
import { useAgents } from "#web/api/people.ts"
import { useHistory } from "#web/api/tickets.ts"
import { ErrorState, Loading } from "#web/ui/states.tsx"
import { exactTime } from "#web/ui/when.tsx"

type Names = (event: PublishedEvent) => string

const columns = "sm:grid-cols-[3rem_minmax(0,1.3fr)_minmax(0,1fr)_10rem]"

/** People by their names; the platform's functions have none but their own. */
const useNames = ({ customer }: TicketPage): Names => {
  const agents = useAgents()
  return ({ actor }) => {
    if (actor.role === "customer") return actor.name ?? `${customer.firstName} ${customer.lastName}`
    return actor.name ?? agents.find(({ id }) => id === actor.id)?.name ?? actor.id
  }
}

const Event = ({ event, name }: { event: PublishedEvent; name: string }) => (
  <details className="group border-b border-line last:border-b-0">
    <summary className={`grid gap-x-3 px-4 py-2 hover:bg-canvas max-sm:grid-cols-[2rem_minmax(0,1fr)] ${columns}`}>
      <span className="text-muted tabular-nums max-sm:row-span-3">{event.version}</span>
      <span className="font-medium wrap-anywhere">{event.type}</span>
      <span className="truncate text-muted">
        {name} <span className="text-xs">({event.actor.role})</span>
      </span>
      <time dateTime={event.at} title={event.at} className="text-muted tabular-nums sm:text-right">
        {exactTime(event.at)}
      </time>
    </summary>
    <div className="grid gap-2 bg-canvas px-4 py-3 text-xs">
      <p className="wrap-anywhere text-muted">
        Correlation <span className="text-ink">{event.correlationId}</span>
        {event.causationId && (
          <>
            {" "}
            · caused by <span className="text-ink">{event.causationId}</span>
          </>
        )}
      </p>
      <pre className="overflow-x-auto rounded border border-line bg-surface p-3 whitespace-pre-wrap">
        {JSON.stringify(event.data, null, 2)}
      </pre>
      <Link to={`?at=${event.version}`} className="justify-self-start font-medium text-accent hover:underline">
        See the ticket as it was at version {event.version}
      </Link>
    </div>
  </details>
)

/** Every event of the ticket as it was stored. */
export const History = ({ page }: { page: TicketPage & { version: number } }) => {
  const { data, error, refetch } = useHistory(page.ticketId, page.version)
  const nameOf = useNames(page)
  if (error) return <ErrorState title="The history could not be loaded" text={sentence(error)} retry={refetch} />
  if (!data) return <Loading what="the history" />
  return (
    <section aria-label="History" className="card overflow-hidden">
      <div
        aria-hidden="true"
        className={`grid gap-x-3 border-b border-line px-4 py-1.5 text-xs font-medium text-muted max-sm:hidden ${columns}`}
      >
        <span>Version</span>
        <span>Event</span>
        <span>By</span>
        <span className="text-right">At</span>
      </div>
      {data.items.map((event) => (
        <Event key={event.id} event={event} name={nameOf(event)} />
      ))}
    </section>
  )
}
