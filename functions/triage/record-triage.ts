import { z } from "zod"
import { parse } from "#core/invalid"
import { type Issue, issue } from "#functions/lib/issue"
import { log, traced } from "#functions/lib/log"
import { TriageRequest } from "#schemas/triage"

const Step = TriageRequest.extend({
  command: z.enum(["record-sentiment", "classify-ticket", "draft-response"]),
  /** The command's own input, parsed by its rule. */
  input: z.unknown(),
})

/** Records what triage found, by a command. The commit's id is made of the event and the command, so twice is once. */
export const recordTriage =
  (send: Issue) =>
  async (raw: unknown): Promise<{ version: number }> => {
    const { ticketId, command, input, eventId, correlationId } = parse(Step, raw)
    const version = await send({ ticketId, name: command, input }, { id: eventId, correlationId }, "triage")
    log.info("recorded", { command, ...traced({ ticketId, version, correlationId, causationId: eventId }) })
    return { version }
  }

export const handler = recordTriage(issue)
