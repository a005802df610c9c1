import * as z from "zod"
import { CustomerId, TicketId } from "#schemas/id"
import { Channel, Person, Priority, Problem } from "#schemas/ticket/words"

/** A customer asked for help. Always the first event of a ticket. */
export const TicketSubmitted = z.object({
  customer: Person.extend({ id: CustomerId }),
  ...Problem.shape,
  /** What the customer or the integrator asked for; triage may judge otherwise. */
  priority: Priority.optional(),
  channel: Channel,
  /** When the customer asked, which may be long before we heard of it. */
  submittedAt: z.iso.datetime(),
  /** The closed ticket that this one continues. */
  follows: TicketId.optional(),
})
