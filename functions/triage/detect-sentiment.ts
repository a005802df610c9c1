import type { EventStore } from "#core/engine/event-store"
import { sentimentOf } from "#functions/aws/comprehend"
import { eventStore } from "#functions/store/event-store"
import { loadTicket } from "#functions/store/load-ticket"
import { step } from "#functions/triage/step"
import { spoken } from "#functions/triage/triaged"
import { type JudgedSentiment, TriageRequest } from "#schemas/ticket/triage"

/** Has Comprehend judge how the customer sounds. Throws when it cannot; the state machine then retries or goes by rules. */
export const detectSentiment = (store: EventStore) =>
  step("detect-sentiment", TriageRequest, async ({ ticketId }): Promise<JudgedSentiment> => {
    const ticket = await loadTicket(store, ticketId)
    return { ...(await sentimentOf(spoken(ticket))), engine: "model" }
  })

export const handler = detectSentiment(eventStore)
