import { expect, test } from "vitest"
import type { VerifyToken } from "#functions/http/id-token"
import { customerIdOf } from "#functions/lib/customer-id"
import { connectLive } from "#functions/live/connect-live"
import { disconnectLive } from "#functions/live/disconnect-live"
import { memoryConnections } from "#test/functions/live/listeners"

const exp = Math.floor(Date.now() / 1000) + 3600
const cora = { sub: "u-1", email: "cora@example.com", email_verified: true, exp }
const agent = { sub: "u-2", "cognito:groups": ["agent"], exp }

const connecting = async (claims: Awaited<ReturnType<VerifyToken>>, token: string | undefined = "t") => {
  const listeners = memoryConnections()
  const queryStringParameters = token === "none" ? undefined : { token }
  const event = { requestContext: { connectionId: "c-1" }, queryStringParameters }
  const answer = await connectLive(listeners, async () => claims)(event)
  return { answer, rows: await listeners.all(), listeners }
}

test("an agent is let in and remembered until API Gateway has closed the connection", async () => {
  const { answer, rows } = await connecting(agent)
  expect(answer).toEqual({ statusCode: 200 })
  expect(rows).toEqual([{ connectionId: "c-1", role: "agent", signedInUntil: exp, expiresAt: expect.any(Number) }])
  expect(Number(rows[0]?.expiresAt) - Date.now() / 1000).toBeGreaterThan(2 * 3600)
})

test("a customer is remembered with the customer id", async () => {
  const { rows } = await connecting(cora)
  expect(rows).toMatchObject([{ role: "customer", customerId: customerIdOf("cora@example.com") }])
})

test.each([
  ["without a token", agent, "none"],
  ["with an empty token", agent, ""],
  ["with a token that does not count", undefined, "t"],
  ["with an e-mail address that was never verified", { ...cora, email_verified: false }, "t"],
])("a client %s is sent away and not remembered", async (_, claims, token) => {
  const { answer, rows } = await connecting(claims, token)
  expect([answer, rows]).toEqual([{ statusCode: 401 }, []])
})

test("a client that leaves is forgotten", async () => {
  const { listeners } = await connecting(agent)
  await disconnectLive(listeners)({ requestContext: { connectionId: "c-1" } })
  expect(await listeners.all()).toEqual([])
})
