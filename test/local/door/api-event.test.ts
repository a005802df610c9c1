import { decodeJwt } from "jose"
import { expect, test } from "vitest"
import { openDoor, raw } from "#test/local/door/open-door"

test("a function gets API Gateway's event of payload format 2.0", async () => {
  const door = await openDoor()
  const token = await door.token("agent")
  await raw(`${door.url}/api/tickets/TKT-1/post-reply?at-least=3&tag=a&tag=b%20c`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "user-agent": "curl",
      cookie: "one=1; two=2",
      "X-Many": ["a", "b"],
    },
    send: '{"text":"Grüße"}',
  })
  const host = `127.0.0.1:${door.port}`
  const claims = decodeJwt(token)
  expect(door.invoked).toEqual([
    {
      name: "post-command",
      event: {
        version: "2.0",
        routeKey: "POST /api/{collection}/{id}/{command}",
        rawPath: "/api/tickets/TKT-1/post-reply",
        rawQueryString: "at-least=3&tag=a&tag=b%20c",
        cookies: ["one=1", "two=2"],
        headers: {
          authorization: `Bearer ${token}`,
          connection: "close",
          "content-length": "18",
          "content-type": "application/json",
          host,
          "user-agent": "curl",
          "x-forwarded-for": "127.0.0.1",
          "x-forwarded-port": String(door.port),
          "x-forwarded-proto": "http",
          "x-many": "a,b",
        },
        queryStringParameters: { "at-least": "3", tag: "a,b c" },
        pathParameters: { collection: "tickets", id: "TKT-1", command: "post-reply" },
        requestContext: {
          accountId: "000000000000",
          apiId: "local",
          authorizer: {
            jwt: {
              claims: {
                sub: claims.sub,
                iss: door.issuer,
                aud: "ledgerdesk-web",
                iat: String(claims.iat),
                exp: String(claims.exp),
                auth_time: String(claims.auth_time),
                email: "ann.archer@example.com",
                email_verified: "true",
                name: "Ann Archer",
                given_name: "Ann",
                family_name: "Archer",
                "cognito:groups": "[agent]",
                "cognito:username": claims.sub,
                token_use: "id",
              },
              scopes: null,
            },
          },
          domainName: host,
          domainPrefix: "127",
          http: {
            method: "POST",
            path: "/api/tickets/TKT-1/post-reply",
            protocol: "HTTP/1.1",
            sourceIp: "127.0.0.1",
            userAgent: "curl",
          },
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          routeKey: "POST /api/{collection}/{id}/{command}",
          stage: "$default",
          time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
          timeEpoch: expect.any(Number),
        },
        body: '{"text":"Grüße"}',
        isBase64Encoded: false,
      },
    },
  ])
})

test("an open route's event has neither authorizer nor what was not sent", async () => {
  const door = await openDoor()
  await fetch(`${door.url}/api/health`)
  const [{ name, event } = { name: "", event: {} }] = door.invoked
  expect(name).toBe("get-health")
  expect(Object.keys(Object(event)).sort()).toEqual([
    "headers",
    "isBase64Encoded",
    "rawPath",
    "rawQueryString",
    "requestContext",
    "routeKey",
    "version",
  ])
  expect(event).not.toHaveProperty("requestContext.authorizer")
})

test("a body that is no text comes in base64", async () => {
  const door = await openDoor()
  const body = new Uint8Array([0, 255, 10])
  const headers = { ...(await door.bearer()), "content-type": "application/octet-stream" }
  await fetch(`${door.url}/api/tickets`, { method: "POST", headers, body })
  expect(door.invoked[0]?.event).toMatchObject({ body: "AP8K", isBase64Encoded: true })
})

test("path parameters are decoded, and a literal segment wins over a parameter", async () => {
  const door = await openDoor()
  const headers = await door.bearer()
  for (const path of ["TKT-1%20x", "TKT-1/events", "TKT-1/at/3"])
    await fetch(`${door.url}/api/tickets/${path}`, { headers })
  expect(door.invoked).toMatchObject([
    { name: "get-ticket", event: { pathParameters: { ticketId: "TKT-1 x" } } },
    { name: "list-events", event: { pathParameters: { ticketId: "TKT-1" } } },
    { name: "get-ticket-at", event: { pathParameters: { ticketId: "TKT-1", version: "3" } } },
  ])
})
