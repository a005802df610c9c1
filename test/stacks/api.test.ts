import { describe, expect, test } from "vitest"
import { z } from "zod"
import { type FunctionName, functions } from "#functions/manifest"
import { ofType, only, routesOf } from "#test/support/synth/reading"
import { leftOut, stacksOf } from "#test/support/synth/stacks"

const graph = await stacksOf({ stage: "test" })
const api = "test-ledgerdesk-api"

const onMap = [...functions].flatMap(([name, { on }]) => (on.kind === "http" ? [{ name, ...on }] : []))
const routes = routesOf(graph, api)

const permissionOf = (name: FunctionName) =>
  ofType(graph, "lambda/permission:Permission").filter(({ inputs }) => inputs.function === `test-${name}`)

test("the routes are those of the map, and there are no others", () => {
  const leading = routes.map(({ route, function: name }) => `${route} → ${name}`)
  expect(leading.toSorted()).toEqual(onMap.map(({ name, route }) => `${route} → ${name}`).toSorted())
})

describe.each(onMap)("$route", ({ name, route, open }) => {
  const found = routes.find((each) => each.route === route)

  test(open ? "is open to everybody" : "wants to know who asks", () => {
    const asked = open ? { authorizationType: "NONE" } : { authorizationType: "JWT", authorizerId: "signed-in" }
    expect(found?.inputs).toMatchObject(asked)
    expect("authorizerId" in (found?.inputs ?? {})).toBe(!open)
  })

  test("calls its function with payload format 2.0", () => {
    expect(found?.integration).toMatchObject({ integrationType: "AWS_PROXY", payloadFormatVersion: "2.0" })
  })

  test("and nothing else may call the function", () => {
    const [method = "", path = ""] = route.split(" ")
    const source = `arn:aws:execute-api:us-east-1:123456789012:${api}/*/${method}${path.replaceAll(/\{\w+\}/g, "*")}`
    expect(permissionOf(name).map(({ inputs }) => inputs)).toEqual([
      {
        action: "lambda:InvokeFunction",
        function: `test-${name}`,
        principal: "apigateway.amazonaws.com",
        sourceArn: source,
      },
    ])
  })
})

test("only the description and the health of the desk are open", () => {
  const open = routes.filter(({ inputs }) => inputs.authorizationType !== "JWT").map(({ route }) => route)
  expect(open.toSorted()).toEqual(["GET /api/health", "GET /api/openapi.json"])
})

test("the token is one of the pool's for its client", () => {
  const { inputs } = only(graph, "apigatewayv2/authorizer:Authorizer")
  expect(inputs).toMatchObject({
    apiId: api,
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: {
      issuer: "https://cognito-idp.us-east-1.amazonaws.com/test-ledgerdesk-users",
      audiences: ["web"],
    },
  })
})

const AccessLog = z.object({ accessLogSettings: z.object({ destinationArn: z.string(), format: z.string() }) })
const stageOf = (name: string) => ofType(graph, "apigatewayv2/stage:Stage").find(({ inputs }) => inputs.name === name)

describe("the stage", () => {
  const inputs = stageOf("$default")?.inputs

  test("shows every change at once, and slows down who asks too much", () => {
    expect(inputs).toMatchObject({
      apiId: api,
      autoDeploy: true,
      defaultRouteSettings: { throttlingRateLimit: 500, throttlingBurstLimit: 1000 },
    })
  })

  test("logs requests without a trace of who made them", () => {
    const { destinationArn, format } = AccessLog.parse(inputs).accessLogSettings
    const logged = z.record(z.string(), z.string()).parse(JSON.parse(format))
    expect(destinationArn).toContain("log-group:/aws/vendedlogs/apis/test-ledgerdesk-api")
    expect(logged).toMatchObject({ requestId: "$context.requestId", route: "$context.routeKey" })
    expect(format).not.toMatch(/identity|claims|sourceIp|userAgent|\$context\.path|principal|queryString/)
  })
})

test.each(["with", "without"])("no page of another origin may call it, %s a web app", async (web) => {
  const either = web === "with" ? graph : await stacksOf(leftOut)
  const http = ofType(either, "apigatewayv2/api:Api").find(({ inputs }) => inputs.protocolType === "HTTP")
  expect(http?.inputs).toEqual({ name: api, protocolType: "HTTP" })
})

test("without a web app the desk's address is the API's", async () => {
  const { outputs } = await stacksOf(leftOut)
  expect(outputs.url).toBe("https://test-ledgerdesk-api.execute-api.us-east-1.amazonaws.com")
})
