import { expect, test } from "vitest"
import type { Desk } from "#core/engine/execute"
import { ticket } from "#core/ticket/ticket"
import { submitTicket } from "#functions/api/submit-ticket"
import { call, claimsOf } from "#test/support/api-call"
import { memoryStore } from "#test/support/memory-store"

const problem = { product: "Router X2", issueType: "Connection", subject: "No connection", description: "It is down." }

/** Whom the ticket is about that somebody with these claims submits. */
const customerOf = async (claims: Record<string, string>, more: object = {}) => {
  const desk: Desk = { store: memoryStore(), pause: async () => undefined }
  const { body } = await call(submitTicket(desk), {
    claims: { ...claimsOf.customer, ...claims },
    body: { ...problem, ...more },
  })
  const [first] = await desk.store.load(ticket, body.ticketId ?? "TKT-none")
  return first?.type === "TicketSubmitted" ? first.data.customer : body
}

test.each([
  ["Cora Customer", "Cora", "Customer"],
  ["Cora", "Cora", "-"],
  ["  Cora   van  Dyck ", "Cora", "van Dyck"],
  ["", "cora", "-"],
  ["   ", "cora", "-"],
  [`${"C".repeat(60)} ${"😀".repeat(60)}`, "C".repeat(50), "😀".repeat(50)],
])("a customer called %j by their token can submit", async (name, firstName, lastName) => {
  expect(await customerOf({ name })).toMatchObject({ firstName, lastName, email: "cora@example.com" })
})
test("what the customer says of themselves goes before the token, but for the address", async () => {
  const customer = { firstName: "Corinna", lastName: "C.", email: "someone.else@example.com" }
  expect(await customerOf({}, { customer })).toMatchObject({ ...customer, email: "cora@example.com" })
})
test("an address that the desk cannot hold is named", async () => {
  const email = `${"c".repeat(50)}@example.com`
  expect(await customerOf({ email })).toMatchObject({ code: "invalid", errors: [{ field: "customer.email" }] })
})
