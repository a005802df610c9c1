import { type Desk, execute } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import { customerIdOf } from "#functions/lib/customer-id"
import { failure, log, traced } from "#functions/lib/log"
import type { TicketSubmittedMessage } from "#schemas/ticket/messages/ticket-submitted"
import type { Channel } from "#schemas/ticket/words"

/** Where a message came from: `sender` stands in the event as its actor, `record` is its id on the way here. */
export type Origin = { channel: Extract<Channel, "kinesis" | "eventbridge">; sender: string; record: string }

/** What `submit-ticket` takes. Times are UTC from here on. */
const toInput = ({ submittedAt, data }: TicketSubmittedMessage, { channel }: Origin) => ({
  ...data,
  customer: { ...data.customer, id: customerIdOf(data.customer.email) },
  submittedAt: new Date(submittedAt).toISOString(),
  channel,
})

/**
 * Makes the message a ticket and returns its version; the same `ticketId` again changes nothing. Logs what came of it, and
 * throws what `execute` throws.
 */
export const submitMessage = async (desk: Desk, message: TicketSubmittedMessage, origin: Origin): Promise<number> => {
  const { ticketId } = message
  const { channel, sender, record } = origin
  const stream = { category: ticket.category, id: ticketId }
  const correlationId = record.slice(0, 200)
  try {
    const version = await execute(desk, ticket, {
      id: ticketId,
      name: "submit-ticket",
      input: toInput(message, origin),
      context: {
        commitId: `intake:${ticketId}`,
        at: new Date().toISOString(),
        actor: { role: "integration", id: sender.slice(0, 128) },
        correlationId,
      },
    })
    log.info("submitted", { channel, ...traced({ stream, version, correlationId }) })
    return version
  } catch (error) {
    log.error("not submitted", { channel, ...traced({ stream, correlationId }), ...failure(error) })
    throw error
  }
}
