import { useSearchParams } from "react-router"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { StatusActions } from "#web/ticket/actions/status-actions.tsx"
import { Composer } from "#web/ticket/composer.tsx"
import { Draft } from "#web/ticket/draft.tsx"
import { History } from "#web/ticket/history.tsx"
import { SidePanel } from "#web/ticket/side-panel.tsx"
import { TicketHeading } from "#web/ticket/ticket-heading.tsx"
import { Timeline } from "#web/ticket/timeline.tsx"
import { Tabs } from "#web/ui/tabs.tsx"
import { useWide } from "#web/ui/wide.ts"
import { fullName } from "#web/ui/words.ts"

type Props = { page: TicketPageAnswer }

const conversation = ["conversation", "Conversation"] as const
const details = ["details", "Details"] as const
const history = ["history", "History"] as const

const Conversation = ({ page }: Props) => (
  <div className="grid gap-4">
    <Timeline page={page} customer={fullName(page.customer)} history="?tab=history" />
    {page.draft && <Draft key={page.draft.id} page={page} draft={page.draft} />}
    <Composer page={page} />
  </div>
)

const panels = { conversation: Conversation, details: SidePanel, history: History }

/** The tab in the address. Where the details stand beside the conversation they have no tab. */
const useTab = (wide: boolean) => {
  const [params, setParams] = useSearchParams()
  const tabs = wide ? [conversation, history] : [conversation, details, history]
  const [shown] = tabs.find(([name]) => name === params.get("tab")) ?? conversation
  const show = (tab: string) => setParams(tab === "conversation" ? {} : { tab }, { replace: true })
  return { tabs, shown, show }
}

/** The workplace for one ticket. */
export const AgentTicket = ({ page }: Props) => {
  const wide = useWide()
  const { tabs, shown, show } = useTab(wide)
  const Panel = panels[shown]
  return (
    <article className="grid gap-4">
      <TicketHeading page={page}>
        <StatusActions page={page} />
      </TicketHeading>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6">
        <Tabs label="Views of the ticket" tabs={tabs} shown={shown} onShow={show}>
          <Panel page={page} />
        </Tabs>
        {wide && <SidePanel page={page} />}
      </div>
    </article>
  )
}
