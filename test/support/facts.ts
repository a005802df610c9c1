import type { TicketFact as Fact } from "#schemas/ticket/events"

/** More facts to begin tests with; the most common ones are in recorded.ts. */
export const felt: Fact = {
  type: "SentimentDetected",
  data: {
    sentiment: "NEGATIVE",
    scores: { mixed: 0.05, negative: 0.8, neutral: 0.1, positive: 0.05 },
    engine: "model",
  },
}
export const answered: Fact = { type: "ReplyPosted", data: { text: "Try again.", from: "agent" } }
export const asked: Fact = { type: "ReplyPosted", data: { text: "And now?", from: "customer" } }
export const pending: Fact = { type: "TicketPaused", data: { waitingOn: "customer" } }
export const onHold: Fact = { type: "TicketPaused", data: { waitingOn: "third-party" } }
export const resumed: Fact = { type: "TicketResumed", data: { because: "agent-resumed" } }
export const resolved: Fact = { type: "TicketResolved", data: { outcome: "fixed" } }
export const closed: Fact = { type: "TicketClosed", data: {} }
export const escalated: Fact = { type: "TicketEscalated", data: { reason: "The whole office is down" } }
