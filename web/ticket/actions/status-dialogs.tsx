import { commands } from "#schemas/ticket/commands"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { CommandDialog, optional, written } from "#web/ticket/actions/command-dialog.tsx"
import { Choice, TextArea, TextField } from "#web/ui/field.tsx"

export type DialogProps = { page: TicketPageAnswer; onClose: () => void }

const outcomes = [
  ["fixed", "Fixed"],
  ["answered", "Question answered"],
  ["duplicate", "Duplicate of another ticket"],
  ["not-reproducible", "Could not be reproduced"],
  ["declined", "Declined"],
] as const

const Why = ({ name, label, required = false }: { name: string; label: string; required?: boolean }) => (
  <TextArea name={name} label={label} rows={3} maxLength={500} required={required} />
)

export const ResolveDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Resolve the ticket"
    submit="Resolve"
    done="Ticket resolved"
    onClose={onClose}
    commandOf={(form) => ({
      name: "resolve-ticket",
      input: commands["resolve-ticket"].parse({ outcome: written(form, "outcome"), ...optional(form, "remark") }),
      seen: page,
    })}
  >
    <Choice name="outcome" label="Outcome" options={outcomes} />
    <Why name="remark" label="Remark (optional)" />
  </CommandDialog>
)

const waits = [
  ["customer", "The customer"],
  ["third-party", "A third party"],
] as const

export const PauseDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Pause the ticket"
    submit="Pause"
    done="Ticket paused"
    onClose={onClose}
    commandOf={(form) => ({
      name: "pause-ticket",
      input: commands["pause-ticket"].parse({ waitingOn: written(form, "waitingOn"), ...optional(form, "reason") }),
    })}
  >
    <Choice name="waitingOn" label="Who has to move next?" options={waits} />
    <Why name="reason" label="What for? (optional)" />
  </CommandDialog>
)

/** Minutes are what people choose; the desk keeps UTC. */
const inUtc = (local: string | undefined): string => {
  const time = new Date(local ?? "")
  if (Number.isNaN(time.getTime())) throw new Error("Choose a day and a time")
  return time.toISOString()
}

export const SnoozeDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Snooze the ticket"
    submit="Snooze"
    done="Ticket snoozed"
    onClose={onClose}
    commandOf={(form) => ({
      name: "snooze-ticket",
      input: { until: inUtc(written(form, "until")), ...optional(form, "reason") },
    })}
  >
    <p className="text-muted">It comes back at that time, or as soon as the customer writes.</p>
    <TextField name="until" label="Until" type="datetime-local" required />
    <Why name="reason" label="What for? (optional)" />
  </CommandDialog>
)

export const EscalateDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Escalate the ticket"
    submit="Escalate"
    done="Ticket escalated"
    onClose={onClose}
    commandOf={(form) => ({ name: "escalate-ticket", input: { reason: written(form, "reason") ?? "" } })}
  >
    <Why name="reason" label="Why does it need more senior help?" required />
  </CommandDialog>
)

export const CloseDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Close the ticket for good"
    submit="Close ticket"
    done="Ticket closed"
    onClose={onClose}
    commandOf={(form) => ({ name: "close-ticket", input: optional(form, "reason"), seen: page })}
  >
    <p className="text-muted">A closed ticket stays closed: a late reply opens a new ticket that follows it.</p>
    <Why name="reason" label="Reason (optional)" />
  </CommandDialog>
)

export const ReopenDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Reopen the ticket"
    submit="Reopen"
    done="Ticket reopened"
    onClose={onClose}
    commandOf={(form) => ({ name: "reopen-ticket", input: optional(form, "reason") })}
  >
    <Why name="reason" label="What is still wrong? (optional)" />
  </CommandDialog>
)
