import { z } from "zod"
import { must, type Station } from "#cli/prove/trial"

const Changed = z.object({ type: z.literal("changed"), ticketId: z.string(), version: z.number() })

export type Listener = { station: (ticketId: string) => Station; close: () => void }

/** Listens on the live WebSocket from before the first ticket is sent. */
export const listen = async (live: string, token: string): Promise<Listener> => {
  const heard = new Set<string>()
  const socket = new WebSocket(`${live}?token=${encodeURIComponent(token)}`)
  socket.addEventListener("message", ({ data }) => {
    const message = Changed.safeParse(JSON.parse(String(data)))
    if (message.success) heard.add(message.data.ticketId)
  })
  const opened = await new Promise<boolean>((resolve) => {
    socket.addEventListener("open", () => resolve(true), { once: true })
    socket.addEventListener("error", () => resolve(false), { once: true })
  })
  return {
    station: (ticketId) => ({
      name: "live WebSocket",
      needs: ["page view"],
      check: async () => {
        must(opened, "the connection was refused: is connect-live running?")
        must(heard.has(ticketId), "nothing was heard of the ticket: is announce-changes running?")
      },
    }),
    close: () => socket.close(),
  }
}
