import { type ComponentType, type ReactNode, useState } from "react"
import { AgentId } from "#schemas/id"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { useMe } from "#web/session/me.ts"
import { AssignDialog, PriorityDialog, TeamDialog } from "#web/ticket/actions/owner-dialogs.tsx"
import type { DialogProps } from "#web/ticket/actions/status-dialogs.tsx"
import { useAction } from "#web/ticket/actions/use-action.ts"
import { PriorityBadge } from "#web/ui/badges.tsx"
import { Button } from "#web/ui/button.tsx"

type Props = { page: TicketPageAnswer }
type LineProps = Props & { name: string; command: string; Dialog: ComponentType<DialogProps>; children: ReactNode }

/** A property with a way to change it, where the desk offers one. */
const Line = ({ page, name, command, Dialog, children }: LineProps) => {
  const [open, setOpen] = useState(false)
  return (
    <div className="flex min-h-8 items-center gap-2">
      <dt className="w-18 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 wrap-anywhere">{children}</dd>
      {page.commands.includes(command) && (
        <Button variant="quiet" aria-label={`Change ${name.toLowerCase()}`} onClick={() => setOpen(true)}>
          Change
        </Button>
      )}
      {open && <Dialog page={page} onClose={() => setOpen(false)} />}
    </div>
  )
}

const Take = ({ page }: Props) => {
  const { id, name, email } = useMe()
  const { act, busy } = useAction(page.ticketId)
  if (!page.commands.includes("assign-ticket") || page.assignee?.id === id) return null
  const agent = { id: AgentId.parse(id), name: name ?? email ?? "Agent" }
  return (
    <Button busy={busy} onClick={() => act({ name: "assign-ticket", input: { agent } }, "Assigned to you")}>
      Assign to me
    </Button>
  )
}

const by = { customer: "Asked for by the sender", triage: "Judged by triage", agent: "Set by an agent" }

/** Assignee, team and priority. */
export const Owner = ({ page }: Props) => (
  <div className="grid gap-2">
    <dl className="-mr-3 grid gap-0.5">
      <Line page={page} name="Assignee" command="assign-ticket" Dialog={AssignDialog}>
        {page.assignee?.name ?? <span className="text-muted">Nobody</span>}
      </Line>
      <Line page={page} name="Team" command="route-ticket" Dialog={TeamDialog}>
        {page.team ?? <span className="text-muted">No team yet</span>}
      </Line>
      <Line page={page} name="Priority" command="change-priority" Dialog={PriorityDialog}>
        <PriorityBadge priority={page.priority} />
        {page.priorityBy && <span className="block text-xs text-muted">{by[page.priorityBy]}</span>}
      </Line>
    </dl>
    <Take page={page} />
  </div>
)
