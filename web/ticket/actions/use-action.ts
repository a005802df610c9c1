import { useCallback } from "react"
import { sentence } from "#web/api/api-error.ts"
import { useCommand } from "#web/api/commands.ts"
import type { Command } from "#web/api/send-command.ts"
import { useToast } from "#web/ui/toast.tsx"

/** A command behind a single button: what came of it is told at the foot of the window. */
export const useAction = (ticketId: string) => {
  const { mutate, isPending } = useCommand(ticketId)
  const { say, complain } = useToast()
  const act = useCallback(
    (command: Command, done: string) =>
      mutate(command, { onSuccess: () => say(done), onError: (error) => complain(sentence(error)) }),
    [mutate, say, complain],
  )
  return { act, busy: isPending }
}
