import { z } from "zod"
import { must, type Station } from "#cli/prove/trial"

const Changed = z.object({ type: z.literal("changed"), ticketId: z.string(), version: z.number() })

export type Listener = { station: (ticketIds: readonly string[]) => Station; close: () => void }

/** Listens on the live WebSocket from before the first ticket is sent. */
export const listen = async (url: string, token: string): Promise<Listener> => {
  const heard = new Set<string>()
  const address = `${url.replace(/^http/, "ws")}/api/live?token=${encodeURIComponent(token)}`
  const socket = new WebSocket(address)
  socket.addEventListener("message", ({ data }) => {
    const message = Changed.safeParse(JSON.parse(String(data)))
    if (message.success) heard.add(message.data.ticketId)
  })
  const opened = await new Promise<boolean>((resolve) => {
    socket.addEventListener("open", () => resolve(true), { once: true })
    socket.addEventListener("error", () => resolve(false), { once: true })
  })
  return {
    station: (ticketIds) => ({
      name: "live WebSocket",
      check: async () => {
        must(opened, "the connection was refused: is connect-live running?")
        const silent = ticketIds.filter((ticketId) => !heard.has(ticketId))
        must(silent.length === 0, `nothing was heard of ${silent.join(", ")}: is announce-changes running?`)
      },
    }),
    close: () => socket.close(),
  }
}
