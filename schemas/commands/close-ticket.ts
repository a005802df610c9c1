import { TicketClosed } from "#schemas/events/ticket-closed"

export const CloseTicket = TicketClosed.strict()
