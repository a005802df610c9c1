import { test } from "vitest"
import type { InputOf } from "#schemas/ticket/commands"
import { agent, customer, integration, stranger } from "#test/support/actors"
import { closed } from "#test/support/facts"
import { given } from "#test/support/given"
import { someone, submitted } from "#test/support/recorded"

const input: InputOf<"submit-ticket"> = {
  customer: someone,
  product: "Router X2",
  issueType: "Connection",
  subject: "No connection",
  description: "Since this morning the router does not connect.",
  priority: "HIGH",
  channel: "kinesis",
  submittedAt: "2026-01-02T03:00:00.000Z",
}
const fact = { type: "TicketSubmitted" as const, data: input }

test("a ticket begins", () => given().when("submit-ticket", input, integration).then(fact))
test("a customer submits for themselves", () => given().when("submit-ticket", input, customer).then(fact))
test("an agent submits for a customer", () => given().when("submit-ticket", input, agent).then(fact))
test("a customer does not submit for somebody else", () =>
  given().when("submit-ticket", input, stranger).rejected("not-allowed"))
test("the same ticket again is one ticket", () => given(submitted).when("submit-ticket", input, integration).then())
test("the same ticket again, when it is closed, stays closed", () =>
  given(submitted, closed).when("submit-ticket", input, integration).then())
