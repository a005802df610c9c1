import { expect, test } from "vitest"
import { Actor } from "#schemas/actor"
import { text } from "#schemas/text"
import { commands } from "#schemas/ticket/commands"

/** What a queue takes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const carriable = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u
const odd = "a\0b \uFFFE \uFFFF \uD83D half"

test("what no queue, XML or database can carry becomes the sign for it", () =>
  expect(text(50).parse(odd)).toBe("a\uFFFDb \uFFFD \uFFFD \uFFFD half"))
test("whole characters stay, also those outside the basic plane", () =>
  expect(text(50).parse("Größe 漢字 😀 <b>\n\tx")).toBe("Größe 漢字 😀 <b>\n\tx"))
test("length counts characters, not halves of them", () => {
  expect(text(3).safeParse("😀😀😀").success).toBe(true)
  expect(text(3).safeParse("😀😀😀😀").success).toBe(false)
})
test("only white space is nothing", () => expect(text(3).safeParse(" \n").success).toBe(false))

test("every text of a ticket can be carried by every station", () => {
  const person = { id: "cus_0123456789abcdef01234567", firstName: odd, lastName: odd, email: "a@example.com" }
  const ticket = commands["submit-ticket"].parse({
    customer: person,
    product: odd,
    issueType: odd,
    subject: odd,
    description: odd,
    channel: "portal",
    submittedAt: "2026-01-02T03:04:05Z",
  })
  const reply = commands["post-reply"].parse({ text: odd })
  const draft = commands["draft-response"].parse({ text: odd, engine: "model" })
  const judged = commands["classify-ticket"].parse({
    priority: "LOW",
    reasoning: odd,
    category: "bug",
    engine: "model",
  })
  const routed = commands["route-ticket"].parse({ team: odd, reason: odd })
  const agent = commands["assign-ticket"].parse({ agent: { id: "agt-1", name: odd } })
  const actor = Actor.parse({ role: "customer", id: "x", name: odd })
  expect(JSON.stringify([ticket, reply, draft, judged, routed, agent, actor])).toMatch(carriable)
})
