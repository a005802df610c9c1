import type { ReactNode } from "react"
import { Link, useLocation } from "react-router"
import { z } from "zod"
import type { TicketPage } from "#schemas/ticket/views/ticket-page"
import { EscalatedBadge, PriorityBadge, SnoozedBadge, StatusBadge } from "#web/ui/badges.tsx"
import { Icon } from "#web/ui/icon.tsx"
import { usePageTitle } from "#web/ui/page-title.ts"
import { When } from "#web/ui/when.tsx"

const From = z.object({ list: z.string() }).catch({ list: "/inbox" })

/** Back to the list that the person came from, with its filters. */
const Back = () => {
  const { list } = From.parse(useLocation().state)
  return (
    <Link
      to={list}
      className="inline-flex items-center gap-1 justify-self-start font-medium text-accent hover:underline"
    >
      <Icon name="back" size="size-3.5" />
      Inbox
    </Link>
  )
}

/** Subject, state and what can be done about it. */
export const TicketHeading = ({ page, children }: { page: TicketPage; children?: ReactNode }) => {
  usePageTitle(page.subject)
  return (
    <header className="grid gap-2">
      <Back />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 flex-1 basis-80 gap-1.5">
          <h1 className="text-xl font-semibold tracking-tight text-balance wrap-anywhere">{page.subject}</h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
            <span className="text-ink">
              <StatusBadge status={page.status} />
            </span>
            <PriorityBadge priority={page.priority} />
            {page.escalated && <EscalatedBadge />}
            {page.snoozedUntil && <SnoozedBadge until={page.snoozedUntil} />}
            <span className="tabular-nums">{page.ticketId}</span>
            <span>
              Updated <When at={page.updatedAt} />
            </span>
          </p>
        </div>
        {children}
      </div>
    </header>
  )
}
