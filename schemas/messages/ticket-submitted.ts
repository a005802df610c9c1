import { z } from "zod"
import { TicketId } from "#schemas/id"
import { Person, Priority, Problem } from "#schemas/ticket"

/** What an integrator publishes on Kinesis or EventBridge: a contract with the outside, so it only ever grows. */
export const TicketSubmittedMessage = z.strictObject({
  eventName: z.literal("TicketSubmitted"),
  ticketId: TicketId,
  submittedAt: z.iso.datetime({ offset: true }),
  data: z.strictObject({ customer: Person.strict(), ...Problem.shape, priority: Priority.optional() }),
})
export type TicketSubmittedMessage = z.infer<typeof TicketSubmittedMessage>
