import { expect, test } from "vitest"
import { openDoor, raw } from "#test/local/door/open-door"

const health = async (result: unknown) => {
  const door = await openDoor(() => result)
  return { door, answer: await raw(`${door.url}/api/health`) }
}

test("a structured result is answered as it stands", async () => {
  const { answer } = await health({
    statusCode: 202,
    headers: { "Content-Type": "application/json", ETag: '"7"', "x-count": 3, "content-length": 1 },
    cookies: ["a=1", "b=2"],
    body: '{"ä":1}',
  })
  expect(answer).toMatchObject({
    status: 202,
    headers: {
      "content-type": "application/json",
      etag: '"7"',
      "x-count": "3",
      "set-cookie": ["a=1", "b=2"],
      "content-length": "8",
    },
    body: '{"ä":1}',
  })
})

test("a base64 body is decoded", async () => {
  const { answer } = await health({ statusCode: 200, body: "aGk=", isBase64Encoded: true })
  expect(answer).toMatchObject({ body: "hi", headers: { "content-type": "text/plain; charset=utf-8" } })
})

test("a result without statusCode is the JSON body of a 200", async () => {
  const { answer } = await health({ ok: true })
  expect(answer).toMatchObject({ status: 200, headers: { "content-type": "application/json" }, body: '{"ok":true}' })
})

test.each([
  ["a function that throws", () => Promise.reject(new Error("table ledgerdesk-events is on fire"))],
  ["a result that does not fit", () => ({ statusCode: 200, body: { not: "text" } })],
])("%s is a 500 that tells nothing, and the log tells it", async (_, result) => {
  const door = await openDoor(result)
  const answer = await raw(`${door.url}/api/health`)
  expect(answer.status).toBe(500)
  expect(answer.headers["content-type"]).toBe("application/problem+json")
  expect(JSON.parse(answer.body)).toMatchObject({ status: 500, code: "internal", title: "Internal Server Error" })
  expect(answer.body).not.toMatch(/fire|body/)
  expect(door.failures).toMatchObject([{ source: "api", what: "GET /api/health" }])
})

test.each([
  ["GET", "/api/nothing"],
  ["DELETE", "/api/tickets"],
  ["GET", "/api/tickets/"],
  ["GET", "/api/tickets/TKT-1/at/3/more"],
  ["GET", "/api/"],
])("%s %s is a 404 problem", async (method, path) => {
  const door = await openDoor()
  const answer = await raw(`${door.url}${path}`, { method })
  expect(answer.status).toBe(404)
  expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: "not-found", message: "Not Found" })
  expect(door.invoked).toEqual([])
})

test("a path that is not valid percent-encoding is a 400 problem", async () => {
  const door = await openDoor()
  const answer = await raw(`${door.url}/api/tickets/%E0%A4%A`)
  expect([answer.status, JSON.parse(answer.body).code]).toEqual([400, "invalid"])
})

test("a body of 10 MiB passes, one byte more is a 413 problem", async () => {
  const door = await openDoor()
  const headers = { ...(await door.bearer()), "content-type": "text/plain" }
  const post = (size: number) => raw(`${door.url}/api/tickets`, { method: "POST", headers, send: "x".repeat(size) })
  expect((await post(10 * 1024 * 1024)).status).toBe(200)
  const tooMuch = await post(10 * 1024 * 1024 + 1)
  expect([tooMuch.status, JSON.parse(tooMuch.body).code]).toEqual([413, "too-large"])
  expect(door.invoked).toHaveLength(1)
})

test("a caller's correlation id comes back, also with an error; without one it is the request's id", async () => {
  const door = await openDoor()
  const ids = ({ headers }: { headers: Record<string, unknown> }) => [
    headers["x-correlation-id"],
    headers["x-request-id"],
  ]
  const headers = { "x-correlation-id": "order-4711" }
  expect(ids(await raw(`${door.url}/api/health`, { headers }))[0]).toBe("order-4711")
  expect(ids(await raw(`${door.url}/api/nothing`, { headers }))[0]).toBe("order-4711")
  const [own, request] = ids(await raw(`${door.url}/api/health`))
  expect(own).toBe(request)
  expect(door.invoked[1]?.event).toMatchObject({ requestContext: { requestId: request } })
})
