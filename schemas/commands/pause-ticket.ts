import { TicketPaused } from "#schemas/events/ticket-paused"

export const PauseTicket = TicketPaused.strict()
