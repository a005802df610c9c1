import { expect, test } from "vitest"
import { failure } from "#functions/lib/log"
import { consumer } from "#functions/messaging/consumer"
import type { Recorded } from "#schemas/recorded"
import { published, queued } from "#test/support/queued"
import { assigned, recorded, routed, submitted } from "#test/support/recorded"

const events = recorded([submitted, assigned, routed])

test("each record is one published event", async () => {
  const seen: Recorded[] = []
  const handler = consumer(async (event) => {
    seen.push(event)
  })
  expect(await handler({ Records: events.map((event) => published(event)) })).toEqual({ batchItemFailures: [] })
  expect(seen).toEqual(events)
})

test("only what failed is delivered again", async () => {
  const handler = consumer(async ({ type }) => {
    if (type === "TicketAssigned") throw new Error("broken")
  })
  const Records = events.map((event) => published(event, event.type))
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "TicketAssigned" }] })
})

test.each([
  ["that is not JSON", "Hello"],
  ["without an event", { detail: undefined }],
  ["with an event that nobody knows", { detail: { ...events[0], type: "TicketEaten" } }],
  ["with an event of another shape", { detail: { ...events[0], data: {} } }],
])("a record %s fails, and the others are done", async (_, body) => {
  const seen: Recorded[] = []
  const handler = consumer(async (event) => {
    seen.push(event)
  })
  const Records = [queued(body, "bad"), ...events.map((event) => published(event))]
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "bad" }] })
  expect(seen).toEqual(events)
})

test.each([
  ["an address", new Error("Address cora@example.com is suppressed"), "Address <address> is suppressed"],
  ["two addresses", new Error("a@b.c, d@e.f: no"), "<address>, <address>: no"],
  ["quoted text", new SyntaxError(`Unexpected token 'H', "Hello" is not valid JSON`), "not JSON"],
])("a logged failure does not contain %s", (_, error, reason) => {
  expect(failure(error)).toEqual({ error: error.name, reason })
})

test("a logged failure says so when no error was thrown", () => {
  expect(failure("oops").reason).toMatch(/not an Error/)
})
