import { expect, test } from "vitest"
import { deskWith, last } from "#test/support/desk"
import { submitted } from "#test/support/recorded"

const reading = {
  sentiment: "MIXED",
  scores: { mixed: 0.7, negative: 0.1, neutral: 0.1, positive: 0.1 },
  engine: "rules",
}
const sentiment = { id: "TKT-1", name: "record-sentiment", input: reading } as const

test("a consumer's command carries on the chain of the event that it follows from", async () => {
  const { issue, events } = await deskWith(submitted)
  const cause = await last(events)
  expect(await issue(sentiment, cause, "triage")).toBe(2)
  expect(await last(events)).toMatchObject({
    type: "SentimentDetected",
    commitId: `${cause.id}:triage:record-sentiment`,
    id: `${cause.id}:triage:record-sentiment.0`,
    correlationId: "corr-1",
    causationId: cause.id,
    actor: { role: "system", id: "triage" },
  })
})

test("a redelivered event changes nothing", async () => {
  const { issue, events } = await deskWith(submitted)
  const cause = await last(events)
  await issue(sentiment, cause, "triage")
  expect(await issue(sentiment, cause, "triage")).toBe(2)
  expect(await events()).toHaveLength(2)
})

test("a chain of any length still makes ids that the store takes, the same ones each time", async () => {
  const { issue, events } = await deskWith(submitted)
  const cause = { id: `${"x".repeat(200)}.0`, correlationId: "corr-1" }
  await issue(sentiment, cause, "triage")
  expect(await issue(sentiment, cause, "triage")).toBe(2)
  expect(await issue({ ...sentiment, name: "route-ticket", input: { team: "A", reason: "B" } }, cause, "triage")).toBe(
    3,
  )
  expect((await last(events)).causationId).toBe(cause.id)
})

test("the platform may not do what people do", async () => {
  const { issue, events } = await deskWith(submitted)
  const asked = issue({ id: "TKT-1", name: "close-ticket", input: {} }, await last(events), "triage")
  await expect(asked).rejects.toThrow(expect.objectContaining({ code: "not-allowed" }))
})

test("an input of the wrong shape is refused with its field", async () => {
  const { issue, events } = await deskWith(submitted)
  const cause = await last(events)
  const wrong = { ...sentiment, input: { ...reading, sentiment: "SAD" } }
  await expect(issue(wrong, cause, "triage")).rejects.toThrow(/sentiment/)
})
