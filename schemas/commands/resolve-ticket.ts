import { TicketResolved } from "#schemas/events/ticket-resolved"

export const ResolveTicket = TicketResolved.strict()
