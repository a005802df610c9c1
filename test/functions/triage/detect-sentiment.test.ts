import { expect, test, vi } from "vitest"
import { detectSentiment } from "#functions/triage/detect-sentiment"
import { comprehend } from "#local/comprehend/comprehend"
import { fakeAws } from "#test/support/fake-aws"
import { memoryStore } from "#test/support/memory-store"
import { storedTicket } from "#test/support/stored-ticket"

const aws = await fakeAws()
vi.stubEnv("SENTIMENT_LANGUAGE", "en")
const store = memoryStore()
const handler = detectSentiment(store)

const neutral = {
  status: 200,
  body: { Sentiment: "NEUTRAL", SentimentScore: { Mixed: 0.1, Negative: 0.2, Neutral: 0.6, Positive: 0.1 } },
}

test("it answers with Comprehend's judgement of subject and description", async () => {
  const asked = aws.answers(neutral)
  const cause = await storedTicket(store, "TKT-1", { subject: "Hm", description: "It blinks." })
  expect(await handler(cause)).toEqual({
    sentiment: "NEUTRAL",
    scores: { mixed: 0.1, negative: 0.2, neutral: 0.6, positive: 0.1 },
    engine: "model",
  })
  expect(asked).toEqual([{ Text: "Hm\nIt blinks.", LanguageCode: "en" }])
})

test.each([
  ["de", "Die Lampe blinkt seit gestern Abend ohne Pause, was kann ich tun?"],
  ["fr", "La lampe clignote sans arrêt depuis hier soir, que dois-je faire ?"],
  ["es", "La lámpara parpadea sin parar desde ayer por la noche, ¿qué puedo hacer?"],
])("it asks in the ticket's own language, %s", async (language, description) => {
  const asked = aws.answers(neutral)
  await handler(await storedTicket(store, `TKT-${language}`, { subject: "Hm", description }))
  expect(asked).toMatchObject([{ LanguageCode: language }])
})

test("a language that Comprehend does not know is judged here, and Comprehend is not asked", async () => {
  const asked = aws.answers(neutral)
  const description = "Lampa miga bez przerwy od wczoraj wieczorem, co mogę zrobić?"
  expect(await handler(await storedTicket(store, "TKT-pl", { subject: "Hm", description }))).toMatchObject({
    engine: "rules",
  })
  expect(asked).toEqual([])
})

test("a text over Comprehend's limit is cut between two characters", async () => {
  const asked = aws.answers(neutral)
  const cause = await storedTicket(store, "TKT-2", { subject: "xx", description: "€".repeat(1_666) })
  await handler(cause)
  expect(asked).toEqual([{ Text: `xx\n${"€".repeat(1_665)}`, LanguageCode: "en" }])
})

test("the local Comprehend judges a furious customer NEGATIVE", async () => {
  const service = comprehend()
  aws.by(service)
  const cause = await storedTicket(store, "TKT-3", {
    description: "This is the worst product ever, it is broken and I am furious.",
  })
  expect(await handler(cause)).toMatchObject({ sentiment: "NEGATIVE", engine: "model" })
})

test("a service that refuses is an error with its name", async () => {
  aws.answers({ status: 400, error: "TextSizeLimitExceededException", body: { message: "too long" } })
  const cause = await storedTicket(store, "TKT-4")
  await expect(handler(cause)).rejects.toMatchObject({ name: "TextSizeLimitExceededException" })
})

test("an answer that is not Comprehend's is an error", async () => {
  aws.answers({ status: 200, body: { Sentiment: "ANGRY" } })
  const cause = await storedTicket(store, "TKT-5")
  await expect(handler(cause)).rejects.toMatchObject({ name: "ZodError" })
})

test("a ticket that does not exist is refused", async () => {
  await expect(handler({ ticketId: "TKT-none", eventId: "e", correlationId: "c" })).rejects.toMatchObject({
    code: "ticket-not-found",
  })
})
