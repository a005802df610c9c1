import { useParams, useSearchParams } from "react-router"
import { ApiError, sentence } from "#web/api/api-error.ts"
import { worksHere } from "#web/api/people.ts"
import { useTicket } from "#web/api/tickets.ts"
import { CustomerTicket } from "#web/portal/customer-ticket.tsx"
import { useMe } from "#web/session/me.ts"
import { AgentTicket } from "#web/ticket/agent-ticket.tsx"
import { PastTicket } from "#web/ticket/past-ticket.tsx"
import { EmptyState, ErrorState, Loading } from "#web/ui/states.tsx"

const Missing = () => (
  <EmptyState heading="h1" title="There is no such ticket">
    Check the address; you may also not be allowed to see it.
  </EmptyState>
)

/** One ticket, as the role of the person allows. */
const Ticket = ({ ticketId }: { ticketId: string }) => {
  const agent = worksHere(useMe())
  const { data, error, refetch } = useTicket(ticketId)
  if (data) return agent ? <AgentTicket page={data} /> : <CustomerTicket page={data} />
  if (error instanceof ApiError && [400, 404].includes(error.status)) return <Missing />
  if (error) return <ErrorState title="The ticket could not be loaded" text={sentence(error)} retry={refetch} />
  return <Loading what="the ticket" />
}

/** `/tickets/:ticketId`, for agents with `?at=` as it was at a version. */
export const TicketRoute = () => {
  const { ticketId = "" } = useParams()
  const [params] = useSearchParams()
  const agent = worksHere(useMe())
  const at = Number(params.get("at"))
  if (agent && Number.isInteger(at) && at > 0) return <PastTicket ticketId={ticketId} version={at} />
  return <Ticket key={ticketId} ticketId={ticketId} />
}
