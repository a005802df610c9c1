import { sees } from "#core/engine/access"
import { aggregate } from "#core/engine/aggregate"
import { commands } from "#core/ticket/commands"
import { foldStamp } from "#core/ticket/fold-stamp"
import { refusals } from "#core/ticket/refuse"
import { evolve, initial } from "#core/ticket/state"
import { TicketId } from "#schemas/id"
import { events } from "#schemas/ticket/events"
import { upcasters } from "#schemas/ticket/upcasters"

/** What customers ask for help with. */
export const ticket = aggregate({
  category: "ticket",
  collection: "tickets",
  id: TicketId,
  events,
  upcasters,
  initial,
  evolve,
  commands,
  /** A customer learns nothing about a ticket that is not theirs, not even that it exists. */
  hidden: (actor, state) => (state.status === "none" ? actor.role === "customer" : !sees(actor, state.customerId)),
  refusals,
  stamp: foldStamp,
})
