import { describe, test } from "vitest"
import type { TicketFact as Fact } from "#schemas/ticket/events"
import { admin, agent, customer } from "#test/support/actors"
import { closed, onHold, pending, resolved, resumed } from "#test/support/facts"
import { given } from "#test/support/given"
import { assigned, submitted } from "#test/support/recorded"

const unfinished: [string, Fact[]][] = [
  ["new", [submitted]],
  ["open", [submitted, assigned]],
  ["pending", [submitted, pending]],
  ["on-hold", [submitted, onHold]],
]

describe("pause-ticket", () => {
  const onCustomer = { waitingOn: "customer", reason: "Serial number?" } as const
  const onOthers = { waitingOn: "third-party" } as const
  test.each(unfinished.slice(0, 2))("a ticket that is %s pauses", (_, past) =>
    given(...past)
      .when("pause-ticket", onCustomer)
      .then({ type: "TicketPaused", data: onCustomer }),
  )
  test("a paused ticket comes to wait on somebody else", () => {
    given(submitted, pending).when("pause-ticket", onOthers).then({ type: "TicketPaused", data: onOthers })
    given(submitted, onHold).when("pause-ticket", onCustomer).then({ type: "TicketPaused", data: onCustomer })
  })
  test("waiting on the same again changes nothing", () => {
    given(submitted, pending).when("pause-ticket", onCustomer).then()
    given(submitted, onHold).when("pause-ticket", onOthers).then()
  })
  test("a resolved ticket is refused", () =>
    given(submitted, resolved).when("pause-ticket", onOthers).rejected("ticket-already-resolved"))
  test("a closed ticket is refused", () =>
    given(submitted, closed).when("pause-ticket", onOthers).rejected("ticket-closed"))
})

describe("resume-ticket", () => {
  test.each(unfinished.slice(2))("a ticket that is %s resumes", (_, past) =>
    given(...past)
      .when("resume-ticket", {})
      .then(resumed),
  )
  test("an open ticket stays open", () => given(submitted, assigned).when("resume-ticket", {}).then())
  test("resuming twice changes nothing", () => given(submitted, pending, resumed).when("resume-ticket", {}).then())
  test("a new ticket is not paused", () => given(submitted).when("resume-ticket", {}).rejected("ticket-not-paused"))
  test("a resolved ticket is to be reopened instead", () =>
    given(submitted, resolved)
      .when("resume-ticket", {})
      .rejected("ticket-already-resolved", /reopen/))
  test("a closed ticket is refused", () => given(submitted, closed).when("resume-ticket", {}).rejected("ticket-closed"))
})

describe("resolve-ticket", () => {
  const outcome = { outcome: "answered", remark: "Sent the manual" } as const
  test.each(unfinished)("a ticket that is %s is resolved", (_, past) =>
    given(...past)
      .when("resolve-ticket", outcome)
      .then({ type: "TicketResolved", data: outcome }),
  )
  test("its customer may say that it is solved", () =>
    given(submitted).when("resolve-ticket", outcome, customer).then({ type: "TicketResolved", data: outcome }))
  test("resolving twice changes nothing", () => given(submitted, resolved).when("resolve-ticket", outcome).then())
  test("a closed ticket is refused", () =>
    given(submitted, closed).when("resolve-ticket", outcome).rejected("ticket-closed"))
})

describe("close-ticket", () => {
  const reason = { reason: "Spam" }
  test.each([agent, admin])("a resolved ticket is closed", (actor) =>
    given(submitted, resolved).when("close-ticket", {}, actor).then(closed),
  )
  test.each(unfinished)("an agent does not close a ticket that is %s, and is told why", (status, past) =>
    given(...past)
      .when("close-ticket", reason)
      .rejected("ticket-not-resolved", new RegExp(`is ${status}: resolve`)),
  )
  test.each(unfinished)("an admin closes a ticket that is %s", (_, past) =>
    given(...past)
      .when("close-ticket", reason, admin)
      .then({ type: "TicketClosed", data: reason }),
  )
  test("closing twice changes nothing", () => given(submitted, resolved, closed).when("close-ticket", {}).then())
  test("an unknown ticket is refused", () => given().when("close-ticket", {}).rejected("ticket-not-found"))
})

describe("reopen-ticket", () => {
  const reason = "It came back"
  test.each([agent, customer])("a resolved ticket is reopened", (actor) =>
    given(submitted, resolved)
      .when("reopen-ticket", { reason }, actor)
      .then({ type: "TicketReopened", data: { because: "reopened", reason } }),
  )
  test("reopening twice changes nothing", () =>
    given(submitted, resolved, { type: "TicketReopened", data: { because: "reopened" } })
      .when("reopen-ticket", { reason })
      .then())
  test.each(unfinished.filter(([status]) => status !== "open"))("a ticket that is %s is not resolved", (_, past) =>
    given(...past)
      .when("reopen-ticket", { reason })
      .rejected("ticket-not-resolved"),
  )
  test("a closed ticket stays closed", () =>
    given(submitted, closed)
      .when("reopen-ticket", { reason })
      .rejected("ticket-closed", /follow-up/))
})
