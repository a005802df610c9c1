import { agenda } from "#projections/agenda/agenda-row"

/** When snoozed tickets come back. */
export const agendaWake = agenda({
  name: "agenda-wake",
  on: ["TicketSnoozed", "TicketWoken", "TicketResolved", "TicketClosed"],
  moment: (event) => (event.type === "TicketSnoozed" ? event.data.until : undefined),
})
