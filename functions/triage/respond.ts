import { z } from "zod"
import type { EventStore } from "#core/event-store"
import { parse } from "#core/invalid"
import { triageAnswer, triageConversation } from "#core/ticket/triage/prompt"
import { converse } from "#functions/lib/bedrock"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/lib/event-store"
import { loadTicket } from "#functions/lib/load-ticket"
import { triaged } from "#functions/triage/triaged"
import { TicketId } from "#schemas/id"
import { JudgedSentiment, type Judgement } from "#schemas/triage"

const Step = z.object({ ticketId: TicketId, sentiment: JudgedSentiment })

/**
 * Has a language model classify the ticket and draft the reply. Throws Invalid where it answered badly, and the SDK's
 * errors where it did not answer; the state machine then retries or goes by rules.
 */
export const respond =
  (store: EventStore) =>
  async (raw: unknown): Promise<Judgement> => {
    const { ticketId, sentiment } = parse(Step, raw)
    const ticket = await loadTicket(store, ticketId)
    const judge = { engine: "model", model: env("MODEL_ID") } as const
    const answer = triageAnswer(await converse(judge.model, triageConversation(triaged(ticket), sentiment)))
    const { response, ...classification } = answer
    return { classification: { ...classification, ...judge }, draft: { text: response, ...judge } }
  }

export const handler = respond(eventStore)
