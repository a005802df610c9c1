import { TicketSubmitted } from "#schemas/ticket/events/ticket-submitted"

/** Everything the event says: where it came from is decided at the door, never by the sender. */
export const SubmitTicket = TicketSubmitted.strict()
