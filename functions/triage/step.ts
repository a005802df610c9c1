import type * as z from "zod"
import { parse } from "#core/invalid"
import { failure, log, traced } from "#functions/lib/log"
import type { FunctionName } from "#functions/manifest"
import type { TriageRequest } from "#schemas/ticket/triage"

/**
 * A step of triage: what the state machine passes is parsed, and what came of it is logged with the event that asked for
 * it. Throws Invalid, and what `work` throws; the state machine then retries or goes by rules.
 */
export const step =
  <S extends z.ZodType<TriageRequest>, Result>(
    name: FunctionName,
    shape: S,
    work: (request: z.infer<S>) => Promise<Result>,
  ) =>
  async (raw: unknown): Promise<Result> => {
    const request = parse(shape, raw)
    const { ticketId, eventId: causationId, correlationId } = request
    const line = { step: name, ...traced({ stream: { category: "ticket", id: ticketId }, correlationId, causationId }) }
    try {
      const result = await work(request)
      log.info("triage step done", line)
      return result
    } catch (error) {
      log.error("triage step failed", { ...line, ...failure(error) })
      throw error
    }
  }
