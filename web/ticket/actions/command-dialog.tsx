import type { ReactNode } from "react"
import { useCommand } from "#web/api/commands.ts"
import type { Command } from "#web/api/send-command.ts"
import { FormDialog } from "#web/ui/form-dialog.tsx"
import { useToast } from "#web/ui/toast.tsx"

type Props = {
  ticketId: string
  title: string
  submit: string
  /** Said when it worked. */
  done: string
  commandOf: (form: FormData) => Command
  onClose: () => void
  children: ReactNode
}

/** Text of a form's field; nothing where it is empty, as optional fields of commands want it. */
export const written = (form: FormData, name: string): string | undefined => {
  const value = form.get(name)
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}

/** An optional field of a command: absent where nothing was written. */
export const optional = <N extends string>(form: FormData, name: N): { [K in N]?: string } => {
  const value = written(form, name)
  return (value === undefined ? {} : { [name]: value }) as { [K in N]?: string }
}

/** A command that needs a few words first. */
export const CommandDialog = ({ ticketId, title, submit, done, commandOf, onClose, children }: Props) => {
  const { mutate, isPending, error } = useCommand(ticketId)
  const { say } = useToast()
  const finish = () => {
    onClose()
    say(done)
  }
  return (
    <FormDialog
      title={title}
      submit={submit}
      busy={isPending}
      error={error}
      onClose={onClose}
      onSubmit={(form) => mutate(commandOf(form), { onSuccess: finish })}
    >
      {children}
    </FormDialog>
  )
}
