import { describe, test } from "vitest"
import type { InputOf } from "#schemas/ticket/commands"
import { system } from "#test/support/actors"
import { answered, closed, felt, resolved } from "#test/support/facts"
import { given } from "#test/support/given"
import { classified, drafted, submitted } from "#test/support/recorded"

const sentiment: InputOf<"record-sentiment"> = {
  sentiment: "MIXED",
  scores: { mixed: 0.7, negative: 0.1, neutral: 0.1, positive: 0.1 },
  engine: "rules",
}
const judgement: InputOf<"classify-ticket"> = {
  priority: "LOW",
  reasoning: "A question.",
  category: "how-to",
  engine: "model",
  model: "m-1",
}
const draft: InputOf<"draft-response"> = { text: "Please restart it.", engine: "model", model: "m-1" }

describe("record-sentiment", () => {
  test("the first reading is recorded", () =>
    given(submitted).when("record-sentiment", sentiment, system).then({ type: "SentimentDetected", data: sentiment }))
  test("a second reading changes nothing", () =>
    given(submitted, felt).when("record-sentiment", sentiment, system).then())
  test("a resolved ticket still gets its reading", () =>
    given(submitted, resolved)
      .when("record-sentiment", sentiment, system)
      .then({ type: "SentimentDetected", data: sentiment }))
  test("a reading that comes after the end is dropped, not refused", () =>
    given(submitted, closed).when("record-sentiment", sentiment, system).then())
  test("a ticket that was never submitted is refused", () =>
    given().when("record-sentiment", sentiment, system).rejected("ticket-not-found"))
})

describe("classify-ticket", () => {
  test("the first judgement is recorded", () =>
    given(submitted).when("classify-ticket", judgement, system).then({ type: "TicketClassified", data: judgement }))
  test("a second judgement changes nothing", () =>
    given(submitted, classified).when("classify-ticket", judgement, system).then())
  test("a judgement that comes after the end is dropped, not refused", () =>
    given(submitted, closed).when("classify-ticket", judgement, system).then())
  test("a ticket that was never submitted is refused", () =>
    given().when("classify-ticket", judgement, system).rejected("ticket-not-found"))
})

describe("draft-response", () => {
  test("the first draft is recorded", () =>
    given(submitted).when("draft-response", draft, system).then({ type: "ResponseDrafted", data: draft }))
  test("a second draft changes nothing", () => given(submitted, drafted).when("draft-response", draft, system).then())
  test("a discarded draft is not replaced", () =>
    given(submitted, drafted, { type: "DraftDiscarded", data: { draftId: "c2.0" } })
      .when("draft-response", draft, system)
      .then())
  test("a ticket that an agent answered already still gets its draft, which the archive waits for", () =>
    given(submitted, answered).when("draft-response", draft, system).then({ type: "ResponseDrafted", data: draft }))
  test("so does one that was resolved meanwhile", () =>
    given(submitted, resolved).when("draft-response", draft, system).then({ type: "ResponseDrafted", data: draft }))
  test("a closed ticket gets none", () => given(submitted, closed).when("draft-response", draft, system).then())
  test("a ticket that was never submitted is refused", () =>
    given().when("draft-response", draft, system).rejected("ticket-not-found"))
})
