import * as z from "zod"
import { TicketId } from "#schemas/id"
import { Person, Priority, Problem } from "#schemas/ticket/words"

/** The body of POST /api/tickets. A customer's `customer` is taken from their token; agents and integrations name it. */
export const NewTicket = z.strictObject({
  customer: Person.strict().optional(),
  ...Problem.shape,
  priority: Priority.optional(),
  follows: TicketId.optional(),
})
export type NewTicket = z.infer<typeof NewTicket>
