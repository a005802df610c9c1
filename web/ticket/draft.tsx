import { useState } from "react"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { useAction } from "#web/ticket/actions/use-action.ts"
import { Button } from "#web/ui/button.tsx"
import { TextArea } from "#web/ui/field.tsx"
import { Icon } from "#web/ui/icon.tsx"

type Waiting = NonNullable<TicketPageAnswer["draft"]>
type Props = { page: TicketPageAnswer; draft: Waiting }

const writer = ({ engine, model }: Waiting): string =>
  engine === "rules"
    ? "Written by rules, because the language model did not answer"
    : `Written by ${model ?? "the language model"}`

const Choices = ({ page, draft, edit }: Props & { edit: () => void }) => {
  const { act, busy } = useAction(page.ticketId)
  const can = (name: string) => page.commands.includes(name)
  return (
    <div className="flex flex-wrap gap-2">
      {can("approve-draft") && (
        <>
          <Button
            variant="primary"
            busy={busy}
            onClick={() => act({ name: "approve-draft", input: { draftId: draft.id } }, "Reply sent")}
          >
            Approve and send
          </Button>
          <Button disabled={busy} onClick={edit}>
            Edit
          </Button>
        </>
      )}
      {can("discard-draft") && (
        <Button
          disabled={busy}
          onClick={() => act({ name: "discard-draft", input: { draftId: draft.id } }, "Draft discarded")}
        >
          Discard
        </Button>
      )}
    </div>
  )
}

const Editor = ({ page, draft, cancel }: Props & { cancel: () => void }) => {
  const [text, setText] = useState(draft.text)
  const { act, busy } = useAction(page.ticketId)
  const send = () =>
    act({ name: "approve-draft", input: { draftId: draft.id, text: text.trim() } }, "Edited reply sent")
  return (
    <>
      <TextArea
        label="Edit the reply"
        rows={8}
        maxLength={10_000}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={busy} disabled={text.trim() === ""} onClick={send}>
          Send edited reply
        </Button>
        <Button disabled={busy} onClick={cancel}>
          Cancel
        </Button>
      </div>
    </>
  )
}

const standing = ({ status }: TicketPageAnswer): string =>
  status === "resolved" || status === "closed" ? `Not sent: the ticket is ${status}.` : "Not sent yet."

/** The reply that triage wrote, waiting for an agent's decision. Nothing of it was sent yet. */
export const Draft = ({ page, draft }: Props) => {
  const [editing, setEditing] = useState(false)
  return (
    <section aria-label="Suggested reply" className="card ml-4 grid gap-3 border-accent p-4 sm:ml-14">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-accent">
          <Icon name="spark" />
        </span>
        <h2 className="font-semibold">Suggested reply</h2>
        <span className="text-xs text-muted">
          {writer(draft)}. {standing(page)}
        </span>
      </header>
      {editing ? (
        <Editor page={page} draft={draft} cancel={() => setEditing(false)} />
      ) : (
        <>
          <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">{draft.text}</p>
          <Choices page={page} draft={draft} edit={() => setEditing(true)} />
        </>
      )}
    </section>
  )
}
