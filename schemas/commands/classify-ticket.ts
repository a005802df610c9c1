import { TicketClassified } from "#schemas/events/ticket-classified"

export const ClassifyTicket = TicketClassified.strict()
