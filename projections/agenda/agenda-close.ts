import { agenda } from "#projections/agenda/agenda-row"

/** Since when tickets are resolved that may still be reopened. */
export const agendaClose = agenda({
  name: "agenda-close",
  on: ["TicketResolved", "TicketReopened", "TicketClosed"],
  moment: (event) => (event.type === "TicketResolved" ? event.at : undefined),
})
