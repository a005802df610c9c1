import { useState } from "react"
import type { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import { Writing } from "#web/ticket/writing.tsx"
import { Tabs } from "#web/ui/tabs.tsx"
import { useToast } from "#web/ui/toast.tsx"

const modes = [
  { name: "reply", word: "Reply", command: "post-reply" },
  { name: "note", word: "Private note", command: "add-note" },
] as const

/** Where agents write: to the customer, or to each other. */
export const Composer = ({ page }: { page: TicketPageAnswer }) => {
  const { ticketId, customer, commands } = page
  const { say } = useToast()
  const offered = modes.filter(({ command }) => commands.includes(command))
  const [chosen, choose] = useState<string>("reply")
  const mode = offered.find(({ name }) => name === chosen) ?? offered[0]
  if (!mode) return null
  const note = mode.name === "note"
  return (
    <section aria-label="Write" className={`card p-3 sm:p-4 ${note ? "border-note-line bg-note" : ""}`}>
      <Tabs
        label="What to write"
        tabs={offered.map(({ name, word }) => [name, word] as const)}
        shown={mode.name}
        onShow={choose}
      >
        {note ? (
          <Writing
            key="note"
            ticketId={ticketId}
            name="note"
            label="Write a note for your colleagues"
            hint="Only agents see this. Ctrl+Enter adds it."
            send="Add note"
            commandOf={(text) => ({ name: "add-note", input: { text } })}
            onSent={() => say("Note added")}
          />
        ) : (
          <Writing
            key="reply"
            ticketId={ticketId}
            name="reply"
            label={`Write to ${customer.firstName} ${customer.lastName}`}
            hint="The customer gets this by mail. Ctrl+Enter sends it."
            send="Send reply"
            commandOf={(text) => ({ name: "post-reply", input: { text } })}
            onSent={() => say("Reply sent")}
          />
        )}
      </Tabs>
    </section>
  )
}
