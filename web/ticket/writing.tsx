import type { FormEvent, KeyboardEvent } from "react"
import { sentence } from "#web/api/api-error.ts"
import { useCommand } from "#web/api/commands.ts"
import type { Accepted, Command } from "#web/api/send-command.ts"
import { useUnsent } from "#web/ticket/unsent.ts"
import { Button } from "#web/ui/button.tsx"
import { TextArea } from "#web/ui/field.tsx"
import { Notice } from "#web/ui/notice.tsx"

type Props = {
  ticketId: string
  /** Names what is written, so that unsent text finds its place again. */
  name: string
  label: string
  hint: string
  send: string
  maxLength?: number
  commandOf: (text: string) => Command
  onSent: (accepted: Accepted) => void
}

const sends = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === "Enter" && (ctrlKey || metaKey)

/** A text that becomes a command. Ctrl+Enter sends; what failed to be sent stays. */
export const Writing = ({ ticketId, name, label, hint, send, maxLength = 10_000, commandOf, onSent }: Props) => {
  const [text, keep] = useUnsent(`${ticketId}:${name}`)
  const { mutate, isPending, error } = useCommand(ticketId)
  const empty = text.trim() === ""
  const submit = () => {
    if (empty || isPending) return
    mutate(commandOf(text.trim()), {
      onSuccess: (accepted) => {
        keep("")
        onSent(accepted)
      },
    })
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit()
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-2">
      {error && <Notice tone="problem">{sentence(error)}</Notice>}
      <TextArea
        label={label}
        hideLabel
        placeholder={label}
        rows={4}
        maxLength={maxLength}
        value={text}
        onChange={(event) => keep(event.target.value)}
        onKeyDown={(event) => sends(event) && submit()}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-xs text-muted">{hint}</span>
        <Button type="submit" variant="primary" busy={isPending} disabled={empty}>
          {send}
        </Button>
      </div>
    </form>
  )
}
