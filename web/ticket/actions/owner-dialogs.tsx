import type { AgentWithLoad } from "#schemas/actor"
import { Priority } from "#schemas/ticket/words"
import { useAgents } from "#web/api/people.ts"
import type { Command } from "#web/api/send-command.ts"
import { CommandDialog, optional, written } from "#web/ticket/actions/command-dialog.tsx"
import type { DialogProps } from "#web/ticket/actions/status-dialogs.tsx"
import { Choice, TextArea, TextField } from "#web/ui/field.tsx"
import { choices, priorityWords } from "#web/ui/words.ts"

const nobody = ["", "Nobody"] as const

const withLoad = ({ name, load }: AgentWithLoad): string => (load === undefined ? name : `${name} (${load} open)`)

export const AssignDialog = ({ page, onClose }: DialogProps) => {
  const agents = useAgents()
  const options = agents.map((agent) => [agent.id, withLoad(agent)] as const)
  const commandOf = (form: FormData): Command => {
    const agent = agents.find(({ id }) => id === written(form, "agent"))
    return agent
      ? { name: "assign-ticket", input: { agent: { id: agent.id, name: agent.name } } }
      : { name: "unassign-ticket", input: {} }
  }
  return (
    <CommandDialog
      ticketId={page.ticketId}
      title="Assign the ticket"
      submit="Assign"
      done="Assignment changed"
      onClose={onClose}
      commandOf={commandOf}
    >
      <Choice
        key={agents.length}
        name="agent"
        label="Who looks after it?"
        options={page.commands.includes("unassign-ticket") ? [nobody, ...options] : options}
        defaultValue={page.assignee?.id ?? agents[0]?.id}
      />
    </CommandDialog>
  )
}

export const PriorityDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Change the priority"
    submit="Change priority"
    done="Priority changed"
    onClose={onClose}
    commandOf={(form) => ({
      name: "change-priority",
      input: { priority: Priority.parse(form.get("priority")), ...optional(form, "reason") },
    })}
  >
    <Choice
      name="priority"
      label="Priority"
      options={choices(priorityWords)}
      defaultValue={page.priority ?? "MEDIUM"}
    />
    <TextArea name="reason" label="Reason (optional)" rows={3} maxLength={500} />
  </CommandDialog>
)

export const TeamDialog = ({ page, onClose }: DialogProps) => (
  <CommandDialog
    ticketId={page.ticketId}
    title="Move to another team"
    submit="Move"
    done="Ticket moved"
    onClose={onClose}
    commandOf={(form) => ({
      name: "route-ticket",
      input: { team: written(form, "team") ?? "", reason: written(form, "reason") ?? "" },
    })}
  >
    <TextField name="team" label="Team" list="teams" required maxLength={80} defaultValue={page.team} />
    <datalist id="teams">
      <option value="Escalations" />
      <option value="General Support" />
    </datalist>
    <TextArea name="reason" label="Reason" rows={3} maxLength={500} required />
  </CommandDialog>
)
