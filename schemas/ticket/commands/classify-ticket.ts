import { TicketClassified } from "#schemas/ticket/events/ticket-classified"

export const ClassifyTicket = TicketClassified.strict()
