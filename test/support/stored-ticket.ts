import type { EventStore } from "#core/engine/event-store"
import { ticket } from "#core/ticket/ticket"
import type { DataOf, TicketFact as Fact } from "#schemas/ticket/events"
import { submitted } from "#test/support/recorded"

/** TicketSubmitted as in recorded.ts, with some of it changed. */
export const submittedWith = (change: Partial<DataOf<"TicketSubmitted">>): Fact => {
  if (submitted.type !== "TicketSubmitted") throw new Error("The sample is not a TicketSubmitted")
  return { type: "TicketSubmitted", data: { ...submitted.data, ...change } }
}

/** Stores a ticket that was just submitted. Returns its id and the id of that event. */
export const storedTicket = async (
  store: EventStore,
  ticketId: string,
  change: Partial<DataOf<"TicketSubmitted">> = {},
): Promise<{ ticketId: string; eventId: string; correlationId: string }> => {
  await store.append(ticket, {
    id: ticketId,
    expected: 0,
    commitId: `submit-${ticketId}`,
    at: "2026-01-02T03:04:05.000Z",
    actor: { role: "customer", id: "cora" },
    correlationId: `corr-${ticketId}`,
    facts: [submittedWith(change)],
  })
  const [event] = await store.load(ticket, ticketId)
  return { ticketId, eventId: event?.id ?? "", correlationId: `corr-${ticketId}` }
}
