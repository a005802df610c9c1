import type { DeskApi } from "#cli/prove/desk-api"
import { decodePublished } from "#core/engine/decode"
import { ticket } from "#core/ticket/ticket"
import { History } from "#schemas/recorded"
import type { EventType, TicketEvent } from "#schemas/ticket/events"

/** A ticket's events, oldest first. */
export const historyOf = async (agent: DeskApi, ticketId: string): Promise<TicketEvent[]> => {
  const { items } = await agent.get(`/api/tickets/${ticketId}/events`, History)
  return items.map((event) => decodePublished(ticket, event))
}

const isOf = <T extends EventType>(event: TicketEvent, type: T): event is TicketEvent & TicketEvent<T> =>
  event.type === type

/** The first event of a type. Throws, naming the function to look at, where it is missing. */
export const first = <T extends EventType>(history: readonly TicketEvent[], type: T, from: string): TicketEvent<T> => {
  const found = history.find((event) => isOf(event, type))
  if (found && isOf(found, type)) return found
  throw new Error(`no ${type}: is ${from} running?`)
}
