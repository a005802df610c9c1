import { z } from "zod"
import type { EventStore } from "#core/event-store"
import { parse } from "#core/invalid"
import type { LiveTicket } from "#core/ticket/state"
import { classificationByRules, type Mood, responseByRules, sentimentByRules } from "#core/ticket/triage/rules"
import { eventStore } from "#functions/lib/event-store"
import { loadTicket } from "#functions/lib/load-ticket"
import { spoken, triaged } from "#functions/triage/triaged"
import { TicketId } from "#schemas/id"
import { JudgedSentiment, type Judgement } from "#schemas/triage"

const Step = z.discriminatedUnion("judge", [
  z.object({ judge: z.literal("sentiment"), ticketId: TicketId }),
  z.object({ judge: z.literal("response"), ticketId: TicketId, sentiment: JudgedSentiment }),
])

const byRules = { engine: "rules" } as const

const judged = (ticket: LiveTicket, mood: Mood): Judgement => {
  const asked = triaged(ticket)
  const classification = classificationByRules(asked, mood)
  const text = responseByRules({ ...asked, sentiment: mood.sentiment, classification })
  return { classification: { ...classification, ...byRules }, draft: { text, ...byRules } }
}

/** What the state machine falls back to when a service has failed for good: `judge` says which one. */
export const judgeByRules =
  (store: EventStore) =>
  async (raw: unknown): Promise<JudgedSentiment | Judgement> => {
    const step = parse(Step, raw)
    const ticket = await loadTicket(store, step.ticketId)
    if (step.judge === "response") return judged(ticket, step.sentiment)
    return { ...sentimentByRules(spoken(ticket)), ...byRules }
  }

export const handler = judgeByRules(eventStore)
