import { createContext, type ReactNode, use, useMemo } from "react"
import { createRequest, type Request, type Tokens } from "#web/api/request.ts"

/** The newest version of each ticket that this browser has heard of, so that no read goes behind it. */
export type KnownVersions = { note: (ticketId: string, version: number) => void; of: (ticketId: string) => number }

type Desk = { request: Request; versions: KnownVersions; tokens: Tokens }

const knownVersions = (): KnownVersions => {
  const known = new Map<string, number>()
  const of = (ticketId: string) => known.get(ticketId) ?? 0
  return { of, note: (ticketId, version) => known.set(ticketId, Math.max(version, of(ticketId))) }
}

const DeskContext = createContext<Desk | undefined>(undefined)

/** Gives everything below it the API, called with these tokens. */
export const DeskProvider = ({ tokens, children }: { tokens: Tokens; children: ReactNode }) => {
  const desk = useMemo(() => ({ request: createRequest(tokens), versions: knownVersions(), tokens }), [tokens])
  return <DeskContext value={desk}>{children}</DeskContext>
}

export const useDesk = (): Desk => {
  const desk = use(DeskContext)
  if (!desk) throw new Error("useDesk outside of DeskProvider")
  return desk
}
