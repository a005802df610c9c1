import type { EventStore } from "#core/engine/event-store"
import { triageAnswer, triageConversation } from "#core/triage/prompt"
import { converse } from "#functions/aws/bedrock"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/store/event-store"
import { loadTicket } from "#functions/store/load-ticket"
import { step } from "#functions/triage/step"
import { triaged } from "#functions/triage/triaged"
import { JudgedSentiment, type Judgement, TriageRequest } from "#schemas/ticket/triage"

const Step = TriageRequest.extend({ sentiment: JudgedSentiment })

/**
 * Has a language model classify the ticket and draft the reply. Throws Invalid where it answered badly, and the SDK's
 * errors where it did not answer; the state machine then retries or goes by rules.
 */
export const respond = (store: EventStore) =>
  step("respond", Step, async ({ ticketId, sentiment }): Promise<Judgement> => {
    const ticket = await loadTicket(store, ticketId)
    const judge = { engine: "model", model: env("MODEL_ID") } as const
    const answer = triageAnswer(await converse(judge.model, triageConversation(triaged(ticket), sentiment)))
    const { response, ...classification } = answer
    return { classification: { ...classification, ...judge }, draft: { text: response, ...judge } }
  })

export const handler = respond(eventStore)
