import * as z from "zod"
import type { EventStore } from "#core/engine/event-store"
import type { ExistingTicket } from "#core/ticket/state"
import { triageAlone } from "#core/triage/alone"
import { moodOf } from "#core/triage/judge"
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

const judged = async (ticket: ExistingTicket): Promise<Judgement> => {
  const { response, ...classification } = await triageAlone(triaged(ticket))
  return { classification: { ...classification, ...byRules }, draft: { text: response, ...byRules } }
}

/** What the state machine falls back to when a service has failed for good: `judge` says which one. */
export const judgeByRules = (store: EventStore) =>
  step("judge-by-rules", Step, async (asked): Promise<JudgedSentiment | Judgement> => {
    const ticket = await loadTicket(store, asked.ticketId)
    return asked.judge === "response" ? judged(ticket) : { ...moodOf(spoken(ticket)), ...byRules }
  })

export const handler = judgeByRules(eventStore)
