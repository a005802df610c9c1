import { expect, test } from "vitest"
import { fold } from "#core/engine/aggregate"
import { existing } from "#core/ticket/preconditions"
import { processedTicket } from "#core/ticket/processed"
import { ticket } from "#core/ticket/ticket"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { ProcessedTicket } from "#schemas/ticket/messages/processed-ticket"
import { addedSince, olderTicket } from "#test/support/older-warehouse"
import { classified, drafted, recorded, submitted } from "#test/support/recorded"

const felt: Fact = {
  type: "SentimentDetected",
  data: {
    sentiment: "NEGATIVE",
    scores: { mixed: 0.05, negative: 0.8, neutral: 0.1, positive: 0.05 },
    engine: "model",
  },
}

const after = (...facts: Fact[]) => processedTicket(existing(fold(ticket, recorded(facts))))

const named = (firstName: string, lastName: string): Fact => {
  if (submitted.type !== "TicketSubmitted") throw new Error("The example is not a submission")
  const { data } = submitted
  return { type: "TicketSubmitted", data: { ...data, customer: { ...data.customer, firstName, lastName } } }
}

test("a ticket with sentiment, classification and a draft is processed", () => {
  expect(after(submitted, felt, classified, drafted)).toEqual({
    ticket_id: "TKT-1",
    submitted_at: "2026-01-02T03:00:00.000Z",
    customer_first_name: "Cora",
    customer_last_name: "Customer",
    customer_full_name: "Cora Customer",
    customer_email: "cora@example.com",
    product: "Router X2",
    issue_type: "Connection",
    subject: "No connection",
    description: "Since this morning the router does not connect.",
    response_text: "Please restart it.",
    sentiment: "NEGATIVE",
    sentiment_score_mixed: 0.05,
    sentiment_score_negative: 0.8,
    sentiment_score_neutral: 0.1,
    sentiment_score_positive: 0.05,
    priority: "HIGH",
    priority_reasoning: "No connection at all.",
    processed_at: "2026-01-02T03:04:00.000Z",
    category: "bug",
    engine: "model",
    model: "m",
    language: null,
    confidence: null,
  })
})

test("where rules judged there is no model", () => {
  const byRules: Fact = {
    type: "TicketClassified",
    data: { priority: "LOW", reasoning: "Nothing urgent.", category: "how-to", engine: "rules" },
  }
  expect(after(submitted, felt, byRules, drafted)).toMatchObject({ category: "how-to", engine: "rules", model: null })
})

test("a file that was archived before a field was added is read with null in its place", () => {
  expect(ProcessedTicket.parse(olderTicket)).toEqual({
    ...olderTicket,
    ...Object.fromEntries(addedSince.map((name) => [name, null])),
  })
})

test("what it says has the shape that is published, in the order of the columns", () => {
  const processed = after(submitted, felt, classified, drafted)
  expect(ProcessedTicket.parse(processed)).toEqual(processed)
  expect(Object.keys(processed ?? {})).toEqual(Object.keys(ProcessedTicket.shape))
})

test.each([
  ["sentiment", [submitted, classified, drafted]],
  ["a classification", [submitted, felt, drafted]],
  ["a draft", [submitted, felt, classified]],
])("a ticket without %s is not processed yet", (_, facts) => {
  expect(after(...facts)).toBeUndefined()
})

test("an agent's later priority leaves the triage's judgement and its reasoning together", () => {
  const raised: Fact = { type: "PriorityChanged", data: { from: "HIGH", to: "CRITICAL" } }
  expect(after(submitted, felt, classified, drafted, raised)).toMatchObject({ priority: "HIGH" })
})

test("a second draft is processed later", () => {
  const again: Fact = { type: "ResponseDrafted", data: { text: "Try this.", engine: "rules" } }
  expect(after(submitted, felt, classified, drafted, again)).toMatchObject({
    response_text: "Try this.",
    processed_at: "2026-01-02T03:05:00.000Z",
  })
})

test("a full name is cut to its column between characters", () => {
  const name = after(named("😀".repeat(25), "x".repeat(50)), felt, classified, drafted)?.customer_full_name ?? ""
  expect(name).toBe(`${"😀".repeat(25)} ${"x".repeat(24)}`)
  expect(Array.from(name)).toHaveLength(50)
})

test("a full name that is cut at the space does not end in it", () => {
  expect(after(named("x".repeat(49), "Y"), felt, classified, drafted)?.customer_full_name).toBe("x".repeat(49))
})
