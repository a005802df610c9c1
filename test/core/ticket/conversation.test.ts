import { describe, test } from "vitest"
import { admin, agent, customer } from "#test/support/actors"
import { closed, onHold, pending, resolved } from "#test/support/facts"
import { given } from "#test/support/given"
import { assigned, submitted } from "#test/support/recorded"

const text = "It works again."
const theirs = { type: "ReplyPosted" as const, data: { text, from: "customer" as const } }
const ours = { type: "ReplyPosted" as const, data: { text, from: "agent" as const } }

describe("post-reply", () => {
  test.each([
    ["an agent", agent],
    ["an admin", admin],
  ])("%s answers", (_, actor) => given(submitted).when("post-reply", { text }, actor).then(ours))
  test("an agent's answer opens a new ticket", () => given(submitted, ours).when("reopen-ticket", {}).then())
  test("a customer's message leaves a new ticket new", () =>
    given(submitted, theirs).when("resume-ticket", {}).rejected("ticket-not-paused", /new/))
  test("a customer writes on an open ticket", () =>
    given(submitted, assigned).when("post-reply", { text }, customer).then(theirs))
  test("a customer's answer resumes a ticket that waited for it", () =>
    given(submitted, pending)
      .when("post-reply", { text }, customer)
      .then(theirs, { type: "TicketResumed", data: { because: "customer-replied" } }))
  test("a customer's answer does not resume what waits for somebody else", () =>
    given(submitted, onHold).when("post-reply", { text }, customer).then(theirs))
  test("a customer's answer reopens a resolved ticket", () =>
    given(submitted, resolved)
      .when("post-reply", { text }, customer)
      .then(theirs, { type: "TicketReopened", data: { because: "customer-replied" } }))
  test.each([pending, resolved])("an agent's answer leaves the ticket where it is", (state) =>
    given(submitted, state).when("post-reply", { text }).then(ours),
  )
  test.each([
    ["a customer's", customer],
    ["an agent's", agent],
  ])("%s answer to a closed ticket is refused", (_, actor) =>
    given(submitted, closed)
      .when("post-reply", { text }, actor)
      .rejected("ticket-closed", /follow-up/),
  )
  test("an unknown ticket is refused", () => given().when("post-reply", { text }).rejected("ticket-not-found"))
})

describe("add-note", () => {
  const note = { type: "NoteAdded" as const, data: { text } }
  test("agents remark on a ticket", () => given(submitted).when("add-note", { text }).then(note))
  test("a closed ticket takes notes too", () => given(submitted, closed).when("add-note", { text }).then(note))
  test("an unknown ticket is refused", () => given().when("add-note", { text }).rejected("ticket-not-found"))
})
