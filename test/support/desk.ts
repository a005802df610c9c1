import type { Desk } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import { type Issue, issuing } from "#functions/messaging/issue"
import type { EventType, TicketFact as Fact, TicketEvent } from "#schemas/ticket/events"
import { integration } from "#test/support/actors"
import { memoryStore } from "#test/support/memory-store"

/** A desk in memory with one ticket, TKT-1, that these facts happened to. */
export const deskWith = async (...facts: Fact[]) => {
  const store = memoryStore()
  const metadata = { commitId: "begin", at: "2026-01-02T03:04:05.000Z", actor: integration, correlationId: "corr-1" }
  if (facts.length > 0) await store.append(ticket, { ...metadata, id: "TKT-1", expected: 0, facts })
  const desk: Desk = { store, pause: () => Promise.resolve() }
  const issue: Issue = issuing(desk)
  const events = (): Promise<TicketEvent[]> => store.load(ticket, "TKT-1")
  return { desk, store, issue, events }
}

/** The last event of a ticket, for whoever is to consume it. */
export const last = async (events: () => Promise<TicketEvent[]>): Promise<TicketEvent> => {
  const event = (await events()).at(-1)
  if (!event) throw new Error("The ticket has no events")
  return event
}

const isA =
  <T extends EventType>(type: T) =>
  (event: TicketEvent): event is TicketEvent & TicketEvent<T> =>
    event.type === type

/** The last event of this type, for a consumer of nothing else. */
export const lastOf = async <T extends EventType>(
  events: () => Promise<TicketEvent[]>,
  type: T,
): Promise<TicketEvent<T>> => {
  const event = (await events()).findLast(isA(type))
  if (!event) throw new Error(`The ticket has no ${type}`)
  return event
}
