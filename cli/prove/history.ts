import { z } from "zod"
import type { DeskApi } from "#cli/prove/desk-api"
import { decodePublished } from "#core/engine/decode"
import type { Recorded } from "#schemas/recorded"
import type { EventType } from "#schemas/ticket/events"

const History = z.object({ items: z.array(z.unknown()) })

/** A ticket's events, oldest first. */
export const historyOf = async (agent: DeskApi, ticketId: string): Promise<Recorded[]> => {
  const { items } = await agent.get(`/api/tickets/${ticketId}/events`, History)
  return items.map(decodePublished)
}

type OfType<T extends EventType> = Extract<Recorded, { type: T }>

/** The first event of a type. Throws, naming the function to look at, where it is missing. */
export const first = <T extends EventType>(history: readonly Recorded[], type: T, from: string): OfType<T> => {
  const found = history.find((event): event is OfType<T> => event.type === type)
  if (found) return found
  throw new Error(`no ${type}: is ${from} running?`)
}
