import { expect, test, vi } from "vitest"
import { respond } from "#functions/triage/respond"
import { bedrock } from "#local/bedrock/bedrock"
import { fakeAws } from "#test/support/fake-aws"
import { memoryStore } from "#test/support/memory-store"
import { storedTicket } from "#test/support/stored-ticket"

const aws = await fakeAws()
vi.stubEnv("MODEL_ID", "ledgerdesk-offline")
const store = memoryStore()
const handler = respond(store)

const sentiment = {
  sentiment: "NEGATIVE",
  scores: { mixed: 0.05, negative: 0.85, neutral: 0.05, positive: 0.05 },
  engine: "model",
} as const
const input = { priority: "HIGH", reasoning: "No connection.", category: "bug", response: "Hello Cora, restart it." }

const converse = (...content: unknown[]) => ({
  status: 200,
  body: {
    output: { message: { role: "assistant", content } },
    stopReason: "tool_use",
    usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    metrics: { latencyMs: 1 },
  },
})
const called = (toolInput: unknown) => ({ toolUse: { toolUseId: "t1", name: "record_triage", input: toolInput } })

test("the model's answer becomes a classification and a draft with its id", async () => {
  aws.answers(converse({ text: "Let me see." }, called(input)))
  const cause = await storedTicket(store, "TKT-1")
  expect(await handler({ ...cause, sentiment })).toEqual({
    classification: {
      priority: "HIGH",
      reasoning: "No connection.",
      category: "bug",
      engine: "model",
      model: "ledgerdesk-offline",
    },
    draft: { text: "Hello Cora, restart it.", engine: "model", model: "ledgerdesk-offline" },
  })
})

test("the model is given the ticket, its sentiment and the tool, but neither last name nor address", async () => {
  const asked = aws.answers(converse(called(input)))
  const cause = await storedTicket(store, "TKT-2", { description: "It does not blink." })
  await handler({ ...cause, sentiment })
  const sent = JSON.stringify(asked)
  expect(sent).toContain("It does not blink.")
  expect(sent).toContain("NEGATIVE")
  expect(sent).toContain('"toolChoice":{"tool":{"name":"record_triage"}}')
  expect(sent).not.toMatch(/Customer"|cora@example\.com/)
})

test("the offline engine answers to the ticket's problem", async () => {
  aws.by(bedrock())
  const cause = await storedTicket(store, "TKT-3", {
    subject: "Charged twice",
    description: "You charged me twice in March.",
  })
  const { classification, draft } = await handler({ ...cause, sentiment })
  expect(classification).toMatchObject({ priority: "HIGH", category: "billing", engine: "model" })
  expect(classification.reasoning).toContain("offline engine")
  expect(draft.text).toMatch(/^Hello Cora,[\s\S]*Router X2|^Hello Cora,[\s\S]*second amount/)
})

test.each([
  ["answers in prose", converse({ text: "It is HIGH." }), "Invalid"],
  ["calls another tool", converse({ toolUse: { toolUseId: "t", name: "other", input } }), "Invalid"],
  ["leaves a field out", converse(called({ ...input, response: undefined })), "Invalid"],
  ["invents a priority", converse(called({ ...input, priority: "URGENT" })), "Invalid"],
  [
    "is throttled",
    { status: 429, error: "ThrottlingException", body: { message: "slow down" } },
    "ThrottlingException",
  ],
  ["fails", { status: 424, error: "ModelErrorException", body: { message: "broken" } }, "ModelErrorException"],
])("a model that %s is an error with a name that can be retried", async (what, answer, name) => {
  const ticketId = `TKT-${what.replaceAll(" ", "-")}`
  const asked = aws.answers(answer)
  const cause = await storedTicket(store, ticketId)
  await expect(handler({ ...cause, sentiment })).rejects.toMatchObject({ name })
  expect(asked, "only the state machine retries").toHaveLength(1)
})
