import { describe, test } from "vitest"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { closed, resolved } from "#test/support/facts"
import { given } from "#test/support/given"
import { drafted, submitted } from "#test/support/recorded"

/** The draft is the second commit's only event. */
const draftId = "c2.0"
const approved: Fact = { type: "DraftApproved", data: { draftId, edited: false } }
const discarded: Fact = { type: "DraftDiscarded", data: { draftId } }
const reply = (text: string): Fact => ({ type: "ReplyPosted", data: { text, from: "agent", draftId } })

describe("approve-draft", () => {
  test("the draft goes out as it is, approval and reply together", () =>
    given(submitted, drafted).when("approve-draft", { draftId }).then(approved, reply("Please restart it.")))
  test("an edited draft goes out as edited", () =>
    given(submitted, drafted)
      .when("approve-draft", { draftId, text: "Please wait." })
      .then({ type: "DraftApproved", data: { draftId, edited: true } }, reply("Please wait.")))
  test("the same text is not an edit", () =>
    given(submitted, drafted)
      .when("approve-draft", { draftId, text: "Please restart it." })
      .then(approved, reply("Please restart it.")))
  test("approving again changes nothing", () =>
    given(submitted, drafted, approved).when("approve-draft", { draftId }).then())
  test("approving again changes nothing, also when the ticket was closed since", () =>
    given(submitted, drafted, approved, resolved, closed).when("approve-draft", { draftId }).then())
  test("a discarded draft is not found, and the answer says why", () =>
    given(submitted, drafted, discarded)
      .when("approve-draft", { draftId })
      .rejected("draft-not-found", /discarded/))
  test("another draft is not found", () =>
    given(submitted, drafted).when("approve-draft", { draftId: "c9.0" }).rejected("draft-not-found", /c9\.0/))
  test("there may be none", () => given(submitted).when("approve-draft", { draftId }).rejected("draft-not-found"))
  test("a resolved ticket may still be answered", () =>
    given(submitted, drafted, resolved).when("approve-draft", { draftId }).then(approved, reply("Please restart it.")))
  test("so may one that was resolved before its draft came, which leaves it resolved", () =>
    given(submitted, resolved, drafted)
      .when("approve-draft", { draftId: "c3.0" })
      .then(
        { type: "DraftApproved", data: { draftId: "c3.0", edited: false } },
        { type: "ReplyPosted", data: { text: "Please restart it.", from: "agent", draftId: "c3.0" } },
      ))
  test("a closed ticket is refused", () =>
    given(submitted, drafted, closed).when("approve-draft", { draftId }).rejected("ticket-closed"))
  test("an unknown ticket is refused", () => given().when("approve-draft", { draftId }).rejected("ticket-not-found"))
})

describe("discard-draft", () => {
  test("the draft goes away, with the reason", () =>
    given(submitted, drafted)
      .when("discard-draft", { draftId, reason: "Too short" })
      .then({ type: "DraftDiscarded", data: { draftId, reason: "Too short" } }))
  test("discarding again changes nothing", () =>
    given(submitted, drafted, discarded).when("discard-draft", { draftId }).then())
  test("a draft that was sent is not found, and the answer says why", () =>
    given(submitted, drafted, approved)
      .when("discard-draft", { draftId })
      .rejected("draft-not-found", /approved/))
  test("another draft is not found", () =>
    given(submitted, drafted).when("discard-draft", { draftId: "c9.0" }).rejected("draft-not-found"))
  test("a closed ticket is refused", () =>
    given(submitted, drafted, closed).when("discard-draft", { draftId }).rejected("ticket-closed"))
})
