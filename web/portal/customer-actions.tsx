import { useState } from "react"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { NotSolvedDialog, UrgentDialog } from "#web/portal/customer-dialogs.tsx"
import { useAction } from "#web/ticket/actions/use-action.ts"
import { Button } from "#web/ui/button.tsx"

const dialogs = {
  "reopen-ticket": { word: "It is not solved", Dialog: NotSolvedDialog },
  "escalate-ticket": { word: "This is urgent", Dialog: UrgentDialog },
}
type Asked = keyof typeof dialogs

/** What a customer may do beside writing: only what the desk offers now. */
export const CustomerActions = ({ page }: { page: TicketPageAnswer }) => {
  const [open, setOpen] = useState<Asked>()
  const { act, busy } = useAction(page.ticketId)
  const can = (name: string) => page.commands.includes(name)
  const Dialog = open && dialogs[open].Dialog
  const offered = (Object.keys(dialogs) as Asked[]).filter(can)
  if (offered.length === 0 && !can("resolve-ticket")) return null
  return (
    <fieldset aria-label="Actions" className="flex flex-wrap gap-2">
      {can("resolve-ticket") && (
        <Button
          busy={busy}
          onClick={() => act({ name: "resolve-ticket", input: { outcome: "fixed" } }, "Thank you: marked as solved")}
        >
          My problem is solved
        </Button>
      )}
      {offered.map((name) => (
        <Button key={name} onClick={() => setOpen(name)}>
          {dialogs[name].word}
        </Button>
      ))}
      {Dialog && <Dialog page={page} onClose={() => setOpen(undefined)} />}
    </fieldset>
  )
}
