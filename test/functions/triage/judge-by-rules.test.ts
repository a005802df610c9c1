import { expect, test } from "vitest"
import { judgeByRules } from "#functions/triage/judge-by-rules"
import { JudgedSentiment, Judgement } from "#schemas/ticket/triage"
import { memoryStore } from "#test/support/memory-store"
import { storedTicket } from "#test/support/stored-ticket"

const store = memoryStore()
const handler = judgeByRules(store)

test("it judges the sentiment without any service, and says so", async () => {
  const cause = await storedTicket(store, "TKT-1", { description: "This is terrible and unacceptable, I hate it." })
  const judged = JudgedSentiment.parse(await handler({ ...cause, judge: "sentiment" }))
  expect(judged).toMatchObject({ sentiment: "NEGATIVE", engine: "rules" })
})

test("it classifies and drafts without any service, and says so", async () => {
  const cause = await storedTicket(store, "TKT-2", {
    description: "Since this morning nobody in our company can sign in and all work has stopped.",
  })
  const sentiment = await handler({ ...cause, judge: "sentiment" })
  const { classification, draft } = Judgement.parse(await handler({ ...cause, judge: "response", sentiment }))
  expect(classification).toMatchObject({ priority: "CRITICAL", engine: "rules" })
  expect(classification).not.toHaveProperty("model")
  expect(draft).toMatchObject({ engine: "rules", text: expect.stringMatching(/^Hello Cora,[\s\S]*Router X2/) })
})

test("it refuses to judge what it does not know", async () => {
  await expect(
    handler({ judge: "weather", ticketId: "TKT-1", eventId: "e", correlationId: "c" }),
  ).rejects.toMatchObject({ name: "Invalid" })
})
