import type { QueryClient } from "@tanstack/react-query"
import type { Change } from "#schemas/ticket/views/change"
import { TicketPageAnswer } from "#schemas/ticket/views/ticket-page"
import type { KnownVersions } from "#web/api/desk.tsx"
import { patchLists } from "#web/live/patch-lists.ts"

/** Lists are asked for again at most this often, however many tickets change. Milliseconds. */
const pause = 800

/** Runs at once, then at most once per pause; a call during the pause runs at its end. */
const throttled = (run: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  const rest = () => {
    timer = undefined
    if (again) call()
  }
  const call = () => {
    again = timer !== undefined
    if (again) return
    run()
    timer = setTimeout(rest, pause)
  }
  return call
}

const shownVersion = (queries: QueryClient, ticketId: string): number =>
  TicketPageAnswer.pick({ version: true }).safeParse(queries.getQueryData(["ticket", ticketId])).data?.version ??
  Number.POSITIVE_INFINITY

/** What to do when the desk tells of changes, or may have told of some while nobody listened. */
export const refresher = (queries: QueryClient, versions: KnownVersions) => {
  const again = (...queryKey: string[]): void => {
    queries.invalidateQueries({ queryKey }).catch(console.error)
  }
  const lists = throttled(() => again("tickets"))
  return {
    changed: ({ ticketId, version, row }: Change) => {
      versions.note(ticketId, version)
      if (!row || !patchLists(queries, row)) lists()
      if (shownVersion(queries, ticketId) < version) again("ticket", ticketId)
    },
    missed: () => {
      again("tickets")
      again("ticket")
    },
  }
}
