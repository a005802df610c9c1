import { CommandDialog, optional, written } from "#web/ticket/actions/command-dialog.tsx"
import type { DialogProps } from "#web/ticket/actions/status-dialogs.tsx"
import { TextArea } from "#web/ui/field.tsx"

export const UrgentDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Tell us that it is urgent"
    submit="Tell the desk"
    done="We will look at it sooner"
    onClose={onClose}
    commandOf={(form) => ({ name: "escalate-ticket", input: { reason: written(form, "reason") ?? "" } })}
  >
    <TextArea name="reason" label="Why can it not wait?" rows={3} maxLength={500} required />
  </CommandDialog>
)

export const NotSolvedDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Reopen the ticket"
    submit="Reopen"
    done="We work on it again"
    onClose={onClose}
    commandOf={(form) => ({ name: "reopen-ticket", input: optional(form, "reason") })}
  >
    <TextArea name="reason" label="What is still wrong? (optional)" rows={3} maxLength={500} />
  </CommandDialog>
)
