import { TicketEscalated } from "#schemas/events/ticket-escalated"

export const EscalateTicket = TicketEscalated.strict()
