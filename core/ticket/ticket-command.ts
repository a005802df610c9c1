import { commanding } from "#core/engine/aggregate"
import type { Offerable } from "#core/ticket/offerable"
import type { Ticket } from "#core/ticket/state"
import type { TicketFact } from "#schemas/ticket/events"

/** Makes a command of a ticket. */
export const ticketCommand = commanding<Ticket, TicketFact, Offerable>()
