import * as z from "zod"
import { type Issue, issue } from "#functions/messaging/issue"
import { step } from "#functions/triage/step"
import { TriageRequest } from "#schemas/ticket/triage"

const Step = TriageRequest.extend({
  command: z.enum(["record-sentiment", "classify-ticket", "draft-response"]),
  /** The command's own input, parsed by its rule. */
  input: z.unknown(),
})

/** Records what triage found, by a command. The commit's id is made of the event and the command, so twice is once. */
export const recordTriage = (send: Issue) =>
  step("record-triage", Step, async ({ ticketId, command, input, eventId, correlationId }) => ({
    version: await send({ id: ticketId, name: command, input }, { id: eventId, correlationId }, "triage"),
  }))

export const handler = recordTriage(issue)
