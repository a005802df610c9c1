import { TicketEscalated } from "#schemas/ticket/events/ticket-escalated"

export const EscalateTicket = TicketEscalated.strict()
