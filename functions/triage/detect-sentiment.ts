import type { EventStore } from "#core/engine/event-store"
import { languageOf } from "#core/triage/language"
import { isJudged, sentimentOf } from "#functions/aws/comprehend"
import { env } from "#functions/lib/env"
import { eventStore } from "#functions/store/event-store"
import { loadTicket } from "#functions/store/load-ticket"
import { step } from "#functions/triage/step"
import { spoken } from "#functions/triage/triaged"
import { type JudgedSentiment, TriageRequest } from "#schemas/ticket/triage"

/**
 * Has Comprehend judge how the customer sounds, in their language, or the stage's where that cannot be told; where it does
 * not know the language, the judge of core/triage does. Throws when Comprehend cannot; the state machine then retries or goes by rules.
 */
export const detectSentiment = (store: EventStore) =>
  step("detect-sentiment", TriageRequest, async ({ ticketId }): Promise<JudgedSentiment> => {
    const text = spoken(await loadTicket(store, ticketId))
    const language = (await languageOf(text)) ?? env("SENTIMENT_LANGUAGE")
    if (isJudged(language)) return { ...(await sentimentOf(text, language)), engine: "model" }
    // Loaded only then: what it has learnt is more than a megabyte.
    const { moodOf } = await import("#core/triage/judge")
    return { ...moodOf(text), engine: "rules" }
  })

export const handler = detectSentiment(eventStore)
