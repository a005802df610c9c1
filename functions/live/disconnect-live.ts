import * as z from "zod"
import { type Connections, connections } from "#functions/live/connections"

const Event = z.object({ requestContext: z.object({ connectionId: z.string().min(1) }) })

/** `$disconnect` of the live WebSocket. AWS tries once: what it misses is forgotten at the next announcement. */
export const disconnectLive =
  (listeners: Connections) =>
  async (event: unknown): Promise<{ statusCode: number }> => {
    await listeners.remove(Event.parse(event).requestContext.connectionId)
    return { statusCode: 200 }
  }

export const handler = disconnectLive(connections)
