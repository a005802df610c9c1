import { TicketResolved } from "#schemas/ticket/events/ticket-resolved"

export const ResolveTicket = TicketResolved.strict()
