import { afterEach, expect, test, vi } from "vitest"
import { api, contextOf } from "#functions/http/api"
import { route as described, noInput, signedIn } from "#functions/http/route"
import { log } from "#functions/lib/log"
import { call } from "#test/support/api-call"

afterEach(() => vi.restoreAllMocks())

const route = described({
  summary: "A route",
  for: signedIn,
  path: noInput,
  query: noInput,
  answer: { name: "Anything", shape: noInput },
})
const answering = api(route, async (request) => ({ body: contextOf(request) }))
const from = (id: string) => call(answering, { headers: { "x-correlation-id": id } })

test("a correlation id is carried on, and answered", async () => {
  const { headers, body } = await from("order-4711")
  expect([headers["x-correlation-id"], body.correlationId]).toEqual(["order-4711", "order-4711"])
})
test("without one the request's own id is it", async () => {
  const { headers, body } = await call(answering)
  expect([headers["x-correlation-id"], body.correlationId, body.commitId]).toEqual(
    Array(3).fill(headers["x-request-id"]),
  )
})
test.each(["", "two words", "é", "x".repeat(201)])("the correlation id %j is refused by name", async (id) => {
  const { status, headers, body } = await from(id)
  expect(status).toBe(400)
  expect(body.errors).toMatchObject([{ field: "x-correlation-id" }])
  expect(headers["x-correlation-id"]).toBe(headers["x-request-id"])
})
test("what failed is logged with its ids and its place, and without what people wrote", async () => {
  const error = vi.spyOn(log, "error").mockReturnValue()
  const failing = api(route, async () => {
    throw Object.assign(new Error("no mail to cora@example.com"), { Item: { text: "My secret" } })
  })
  const { status } = await call(failing, { headers: { "x-correlation-id": "order-4711" } })
  expect(status).toBe(500)
  expect(error).toHaveBeenCalledWith("request failed", {
    requestId: expect.any(String),
    correlationId: "order-4711",
    routeKey: "ANY /",
    error: "Error",
    reason: "no mail to <address>",
    where: expect.arrayContaining([expect.stringContaining("api.test.ts")]),
  })
})
