import { type ComponentType, useState } from "react"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import {
  CloseDialog,
  type DialogProps,
  EscalateDialog,
  PauseDialog,
  ReopenDialog,
  ResolveDialog,
  SnoozeDialog,
} from "#web/ticket/actions/status-dialogs.tsx"
import { useAction } from "#web/ticket/actions/use-action.ts"
import { Button } from "#web/ui/button.tsx"

type Asked = { command: string; word: string; Dialog: ComponentType<DialogProps>; primary?: boolean }

const asked: Asked[] = [
  { command: "escalate-ticket", word: "Escalate", Dialog: EscalateDialog },
  { command: "snooze-ticket", word: "Snooze", Dialog: SnoozeDialog },
  { command: "pause-ticket", word: "Pause", Dialog: PauseDialog },
  { command: "reopen-ticket", word: "Reopen", Dialog: ReopenDialog },
  { command: "close-ticket", word: "Close", Dialog: CloseDialog },
  { command: "resolve-ticket", word: "Resolve", Dialog: ResolveDialog, primary: true },
]

/** Commands that need no words, each with what is said when it worked. */
const immediate = [
  { command: "resume-ticket", word: "Resume", done: "Work goes on" },
  { command: "wake-ticket", word: "Wake", done: "Ticket woken" },
] as const

const Immediate = ({ ticketId, action }: { ticketId: string; action: (typeof immediate)[number] }) => {
  const { act, busy } = useAction(ticketId)
  return (
    <Button busy={busy} onClick={() => act({ name: action.command, input: {} }, action.done)}>
      {action.word}
    </Button>
  )
}

/** What can be done with the ticket as a whole: only what the desk offers this person now. */
export const StatusActions = ({ page }: { page: TicketPageAnswer }) => {
  const [open, setOpen] = useState<Asked>()
  const offered = asked.filter(({ command }) => page.commands.includes(command))
  return (
    <fieldset aria-label="Actions" className="flex flex-wrap gap-2">
      {immediate
        .filter(({ command }) => page.commands.includes(command))
        .map((action) => (
          <Immediate key={action.command} ticketId={page.ticketId} action={action} />
        ))}
      {offered.map((action) => (
        <Button key={action.command} variant={action.primary ? "primary" : "plain"} onClick={() => setOpen(action)}>
          {action.word}
        </Button>
      ))}
      {open && <open.Dialog page={page} onClose={() => setOpen(undefined)} />}
    </fieldset>
  )
}
