import { useQueryClient } from "@tanstack/react-query"
import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react"
import { useDesk } from "#web/api/desk.tsx"
import { useConfig } from "#web/config.ts"
import { type LiveState, stayLive } from "#web/live/connection.ts"
import { refresher } from "#web/live/refresh.ts"

const LiveContext = createContext<LiveState>("connecting")

const useLiveState = (): LiveState => use(LiveContext)

const socketUrl = (path: string, token: string): string => {
  const url = new URL(path, window.location.origin)
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:"
  url.searchParams.set("token", token)
  return url.href
}

/** Keeps everything below it up to date while a person is signed in. */
export const LiveProvider = ({ children }: { children: ReactNode }) => {
  const [state, setState] = useState<LiveState>("connecting")
  const { tokens, versions } = useDesk()
  const { live } = useConfig()
  const queries = useQueryClient()
  const interrupted = useRef(false)

  useEffect(() => {
    const { changed, missed } = refresher(queries, versions)
    return stayLive({
      address: async () => {
        const token = await tokens.current()
        return token && socketUrl(live, token)
      },
      onChange: changed,
      onState: (next) => {
        if (next === "live" && interrupted.current) missed()
        interrupted.current = next === "offline"
        setState(next)
      },
    })
  }, [queries, versions, tokens, live])

  return <LiveContext value={state}>{children}</LiveContext>
}

const looks: Record<LiveState, { dot: string; text: string; hint: string }> = {
  connecting: { dot: "bg-edge", text: "Connecting", hint: "Live updates are about to start" },
  live: { dot: "bg-good", text: "Live", hint: "Changes appear by themselves" },
  offline: { dot: "bg-high", text: "Reconnecting", hint: "Changes may be late: the desk cannot be reached" },
}

/** A small light that says whether what is on the screen is current. */
export const LiveLight = () => {
  const { dot, text, hint } = looks[useLiveState()]
  return (
    <span role="status" title={hint} className="inline-flex items-center gap-1.5 text-xs text-muted">
      <span className={`size-2 rounded-full ${dot}`} aria-hidden="true" />
      {text}
    </span>
  )
}
