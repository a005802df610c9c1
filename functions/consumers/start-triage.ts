import { createHash } from "node:crypto"
import { startExecution } from "#functions/aws/step-functions"
import { env } from "#functions/lib/env"
import { consumer } from "#functions/messaging/consumer"
import type { Recorded } from "#schemas/recorded"
import type { TriageRequest } from "#schemas/ticket/triage"

/** At most 50 characters of ticket id and 24 of the event's hash: under 80, each of them allowed in a name. */
const executionName = ({ ticketId, id }: Recorded): string =>
  `${ticketId}-${createHash("sha256").update(id).digest("hex").slice(0, 24)}`

/** TicketSubmitted starts one triage. The name is the event's, so a redelivered event starts no second one. */
export const handler = consumer(async (event) => {
  const { ticketId, id, correlationId } = event
  const input: TriageRequest = { ticketId, eventId: id, correlationId }
  await startExecution({ stateMachineArn: env("TRIAGE_ARN"), name: executionName(event), input })
})
