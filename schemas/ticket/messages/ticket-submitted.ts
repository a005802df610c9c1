import * as z from "zod"
import { TicketId } from "#schemas/id"
import { Person, Priority, Problem } from "#schemas/ticket/words"

/** What an integrator publishes on Kinesis or EventBridge: a contract with the outside, so it only ever grows. */
export const TicketSubmittedMessage = z.strictObject({
  eventName: z.literal("TicketSubmitted"),
  ticketId: TicketId,
  submittedAt: z.iso.datetime({ offset: true }),
  data: z.strictObject({ customer: Person.strict(), ...Problem.shape, priority: Priority.optional() }),
})
export type TicketSubmittedMessage = z.infer<typeof TicketSubmittedMessage>

/** Clocks go wrong and zones are mistaken, but by no more than a day. In milliseconds. */
const mostAhead = 24 * 60 * 60 * 1000

const ahead = (receivedAt: number) =>
  `is more than a day after the message arrived, ${new Date(receivedAt).toISOString()}: put the clock right and send it again`

/**
 * The message as it may arrive at `receivedAt`, epoch milliseconds. Lists are in the order of submission, so a ticket from
 * the future would stay on top of them for good.
 */
export const messageReceivedAt = (receivedAt: number) =>
  TicketSubmittedMessage.refine(({ submittedAt }) => Date.parse(submittedAt) <= receivedAt + mostAhead, {
    path: ["submittedAt"],
    error: () => ahead(receivedAt),
    // A time that is none has been refused already.
    when: ({ issues }) => issues.length === 0,
  })
