import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query"
import type { NewTicket } from "#schemas/ticket/messages/new-ticket"
import { ApiError } from "#web/api/api-error.ts"
import { useDesk } from "#web/api/desk.tsx"
import { useIdempotencyKey } from "#web/api/idempotency.ts"
import { Accepted, type Command, sendCommand } from "#web/api/send-command.ts"

const refreshLists = (queries: QueryClient): void => {
  queries.invalidateQueries({ queryKey: ["tickets"] }).catch(console.error)
}

const moved = (error: Error): boolean => error instanceof ApiError && [409, 412].includes(error.status)

/** Sends commands to one ticket. A success, a conflict and a refusal all end with a fresh page. */
export const useCommand = (ticketId: string) => {
  const { request, versions } = useDesk()
  const queries = useQueryClient()
  const { keyOf, done } = useIdempotencyKey()
  const refresh = () => queries.invalidateQueries({ queryKey: ["ticket", ticketId] })
  return useMutation({
    mutationFn: (command: Command) =>
      sendCommand({ request, ticketId, command, key: keyOf([command.name, command.input]) }),
    onSuccess: async (accepted) => {
      done()
      versions.note(accepted.ticketId, accepted.version)
      refreshLists(queries)
      await refresh()
    },
    onError: (error) => (moved(error) ? refresh() : undefined),
  })
}

/** Submits a ticket; sending the same words twice makes one. */
export const useSubmitTicket = () => {
  const { request, versions } = useDesk()
  const queries = useQueryClient()
  const { keyOf, done } = useIdempotencyKey()
  return useMutation({
    mutationFn: (ticket: NewTicket) =>
      request("/api/tickets", Accepted, { body: ticket, idempotencyKey: keyOf(ticket) }),
    onSuccess: ({ ticketId, version }) => {
      done()
      versions.note(ticketId, version)
      refreshLists(queries)
    },
  })
}
