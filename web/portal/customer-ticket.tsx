import { Link, useNavigate } from "react-router"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import type { Accepted } from "#web/api/send-command.ts"
import { CustomerActions } from "#web/portal/customer-actions.tsx"
import { you } from "#web/ticket/message.tsx"
import { Timeline } from "#web/ticket/timeline.tsx"
import { Writing } from "#web/ticket/writing.tsx"
import { StatusBadge } from "#web/ui/badges.tsx"
import { Icon } from "#web/ui/icon.tsx"
import { Notice } from "#web/ui/notice.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"
import { useToast } from "#web/ui/toast.tsx"
import { exactTime } from "#web/ui/when.tsx"
import { customerStatusWords } from "#web/ui/words.ts"

type Props = { page: TicketPageAnswer }

const Heading = ({ page }: Props) => (
  <header className="grid gap-2">
    <Link
      to="/my-tickets"
      className="inline-flex items-center gap-1 justify-self-start font-medium text-accent hover:underline"
    >
      <Icon name="back" size="size-3.5" />
      My tickets
    </Link>
    <h1 className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">{page.subject}</h1>
    <p className="flex flex-wrap items-center gap-x-3 text-muted">
      <span className="text-ink">
        <StatusBadge status={page.status} words={customerStatusWords} />
      </span>
      <span>
        {page.product} · {page.issueType}
      </span>
      <span>{exactTime(page.submittedAt)}</span>
      <span className="tabular-nums">{page.ticketId}</span>
    </p>
    {page.follows && (
      <p className="text-muted">
        This ticket continues{" "}
        <Link to={`/tickets/${page.follows}`} className="text-accent hover:underline">
          your earlier ticket
        </Link>
        .
      </p>
    )}
  </header>
)

const Reply = ({ page }: Props) => {
  const navigate = useNavigate()
  const { say } = useToast()
  const closed = page.status === "closed"
  const sent = ({ ticketId }: Accepted) => {
    if (ticketId === page.ticketId) return say("Message sent")
    say("That ticket was closed, so your message opened this new one")
    return navigate(`/tickets/${ticketId}`)
  }
  return (
    <section aria-label="Reply" className="card grid gap-3 p-3 sm:p-4">
      {closed && (
        <Notice tone="info">This ticket is closed. What you write here opens a new ticket that continues it.</Notice>
      )}
      <Writing
        ticketId={page.ticketId}
        name="reply"
        label="Write a message"
        hint="Ctrl+Enter sends it."
        send={closed ? "Send as a new ticket" : "Send message"}
        maxLength={closed ? 5_000 : 10_000}
        commandOf={(text) => ({ name: "post-reply", input: { text } })}
        onSent={sent}
      />
    </section>
  )
}

/** A ticket as its customer sees it: the conversation, and nothing of the desk's inside. */
export const CustomerTicket = ({ page }: Props) => {
  usePageTitle(page.subject)
  return (
    <article className="mx-auto grid max-w-3xl gap-4">
      <Heading page={page} />
      <CustomerActions page={page} />
      <Timeline page={page} customer={you} />
      <Reply page={page} />
    </article>
  )
}
