import { useSearchParams } from "react-router"
import type { TicketPageAnswer } from "#schemas/views/ticket-page"
import { StatusActions } from "#web/ticket/actions/status-actions.tsx"
import { Composer } from "#web/ticket/composer.tsx"
import { Draft } from "#web/ticket/draft.tsx"
import { History } from "#web/ticket/history.tsx"
import { SidePanel } from "#web/ticket/side-panel.tsx"
import { TicketHeading } from "#web/ticket/ticket-heading.tsx"
import { Timeline } from "#web/ticket/timeline.tsx"
import { Tabs } from "#web/ui/tabs.tsx"

const tabs = [
  ["conversation", "Conversation"],
  ["history", "History"],
] as const

const Conversation = ({ page }: { page: TicketPageAnswer }) => (
  <div className="grid gap-4">
    <Timeline page={page} />
    {page.draft && <Draft key={page.draft.id} page={page} draft={page.draft} />}
    <Composer page={page} />
  </div>
)

/** The workplace for one ticket. */
export const AgentTicket = ({ page }: { page: TicketPageAnswer }) => {
  const [params, setParams] = useSearchParams()
  const shown = params.get("tab") === "history" ? "history" : "conversation"
  const show = (tab: string) => setParams(tab === "history" ? { tab } : {}, { replace: true })
  return (
    <article className="grid gap-4">
      <TicketHeading page={page}>
        <StatusActions page={page} />
      </TicketHeading>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6">
        <Tabs label="Views of the ticket" tabs={tabs} shown={shown} onShow={show}>
          {shown === "history" ? <History page={page} /> : <Conversation page={page} />}
        </Tabs>
        <SidePanel page={page} />
      </div>
    </article>
  )
}
