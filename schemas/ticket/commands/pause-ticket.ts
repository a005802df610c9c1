import { TicketPaused } from "#schemas/ticket/events/ticket-paused"

export const PauseTicket = TicketPaused.strict()
