import * as z from "zod"
import type { EventStore } from "#core/engine/event-store"
import type { ExistingTicket } from "#core/ticket/state"
import { classificationByRules, type Mood, responseByRules, sentimentByRules } from "#core/ticket/triage/rules"
import { eventStore } from "#functions/store/event-store"
import { loadTicket } from "#functions/store/load-ticket"
import { step } from "#functions/triage/step"
import { spoken, triaged } from "#functions/triage/triaged"
import { JudgedSentiment, type Judgement, TriageRequest } from "#schemas/ticket/triage"

const Step = z.discriminatedUnion("judge", [
  TriageRequest.extend({ judge: z.literal("sentiment") }),
  TriageRequest.extend({ judge: z.literal("response"), sentiment: JudgedSentiment }),
])

const byRules = { engine: "rules" } as const

const judged = (ticket: ExistingTicket, mood: Mood): Judgement => {
  const asked = triaged(ticket)
  const classification = classificationByRules(asked, mood)
  const text = responseByRules({ ...asked, sentiment: mood.sentiment, classification })
  return { classification: { ...classification, ...byRules }, draft: { text, ...byRules } }
}

/** What the state machine falls back to when a service has failed for good: `judge` says which one. */
export const judgeByRules = (store: EventStore) =>
  step("judge-by-rules", Step, async (asked): Promise<JudgedSentiment | Judgement> => {
    const ticket = await loadTicket(store, asked.ticketId)
    if (asked.judge === "response") return judged(ticket, asked.sentiment)
    return { ...sentimentByRules(spoken(ticket)), ...byRules }
  })

export const handler = judgeByRules(eventStore)
