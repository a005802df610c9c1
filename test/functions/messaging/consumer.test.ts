import { expect, test, vi } from "vitest"
import { failure, log } from "#functions/lib/log"
import { consumer } from "#functions/messaging/consumer"
import type { Recorded } from "#schemas/recorded"
import { published, queued } from "#test/support/queued"
import { assigned, recorded, routed, submitted } from "#test/support/recorded"

const events = recorded([submitted, assigned, routed])

test("each record is one published event", async () => {
  const seen: Recorded[] = []
  const handler = consumer("deliver-events", async (event) => {
    seen.push(event)
  })
  expect(await handler({ Records: events.map((event) => published(event)) })).toEqual({ batchItemFailures: [] })
  expect(seen).toEqual(events)
})

test("only what failed is delivered again", async () => {
  const handler = consumer("deliver-events", async ({ type }) => {
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
  const handler = consumer("deliver-events", async (event) => {
    seen.push(event)
  })
  const Records = [queued(body, "bad"), ...events.map((event) => published(event))]
  expect(await handler({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: "bad" }] })
  expect(seen).toEqual(events)
})

test("an event that the consumer's line does not name is refused, and the log says where that line is", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => undefined)
  const handler = consumer("notify-team", async () => undefined)
  const Records = events.map((event) => published(event, event.type))
  const refused = ["TicketSubmitted", "TicketAssigned"].map((itemIdentifier) => ({ itemIdentifier }))
  expect(await handler({ Records })).toEqual({ batchItemFailures: refused })
  const reason = "notify-team does not consume TicketAssigned: see its line in functions/manifest.ts"
  expect(error).toHaveBeenCalledWith("not consumed", expect.objectContaining({ stream: "ticket/TKT-1", reason }))
  vi.restoreAllMocks()
})

test("an event as it was published before there were other streams is one of a ticket", async () => {
  const seen: Recorded[] = []
  const handler = consumer("deliver-events", async (event) => {
    seen.push(event)
  })
  const [first] = events
  const old = { ...first, ticketId: "TKT-1", stream: undefined }
  expect(await handler({ Records: [queued({ detail: old })] })).toEqual({ batchItemFailures: [] })
  expect(seen).toEqual([first])
})

test("an event of a category that this code does not know fails, and is logged with its stream", async () => {
  const error = vi.spyOn(log, "error").mockImplementation(() => undefined)
  const detail = { ...events[0], stream: { category: "customer", id: "cus_1" } }
  const handler = consumer("deliver-events", async () => undefined)
  expect(await handler({ Records: [queued({ detail }, "new")] })).toEqual({
    batchItemFailures: [{ itemIdentifier: "new" }],
  })
  expect(error).toHaveBeenCalledWith(
    "not consumed",
    expect.objectContaining({ reason: expect.stringMatching(/^customer\/cus_1 is of a category .*deploy first$/) }),
  )
  vi.restoreAllMocks()
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
