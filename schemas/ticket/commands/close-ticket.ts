import { TicketClosed } from "#schemas/ticket/events/ticket-closed"

export const CloseTicket = TicketClosed.strict()
