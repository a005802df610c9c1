import { createHash } from "node:crypto"
import { startExecution } from "#functions/aws/step-functions"
import { env } from "#functions/lib/env"
import { consumer, type EventFor } from "#functions/messaging/consumer"
import { TicketId } from "#schemas/id"
import type { TriageRequest } from "#schemas/ticket/triage"

type Submitted = EventFor<"start-triage">

/** At most 50 characters of ticket id and 24 of the event's hash: under 80, each of them allowed in a name. */
const executionName = ({ stream, id }: Submitted): string =>
  `${stream.id}-${createHash("sha256").update(id).digest("hex").slice(0, 24)}`

/** TicketSubmitted starts one triage. The name is the event's, so a redelivered event starts no second one. */
export const handler = consumer("start-triage", async (event) => {
  const { stream, id, correlationId } = event
  const input: TriageRequest = { ticketId: TicketId.parse(stream.id), eventId: id, correlationId }
  await startExecution({ stateMachineArn: env("TRIAGE_ARN"), name: executionName(event), input })
})
