import { expect, test } from "vitest"
import { functions } from "#functions/manifest"
import { lambdasOf, ofType, routesOf } from "#test/support/synth/reading"
import { stacksOf } from "#test/support/synth/stacks"

const graph = await stacksOf({ stage: "test" })
const api = "test-ledgerdesk-live"

const onMap = [...functions].flatMap(([name, { on }]) => (on.kind === "socket" ? [{ name, route: on.route }] : []))
const routes = routesOf(graph, api)

test("the routes are those of the map, and there are no others", () => {
  const leading = routes.map(({ route, function: name }) => `${route} → ${name}`)
  expect(leading.toSorted()).toEqual(["$connect → connect-live", "$disconnect → disconnect-live"])
  expect(leading.toSorted()).toEqual(onMap.map(({ name, route }) => `${route} → ${name}`).toSorted())
})

test.each(onMap)("$route calls its function, which nothing else may call", ({ name, route }) => {
  const integration = routes.find((each) => each.route === route)?.integration
  expect(integration).toMatchObject({ integrationType: "AWS_PROXY", integrationMethod: "POST" })
  // WebSocket APIs take the address at which functions are invoked, not the function's own ARN.
  expect(integration?.integrationUri).toContain("lambda:path/2015-03-31/functions/")
  const permissions = ofType(graph, "lambda/permission:Permission").filter(
    ({ inputs }) => inputs.function === `test-${name}`,
  )
  expect(permissions.map(({ inputs }) => inputs.sourceArn)).toEqual([
    `arn:aws:execute-api:us-east-1:123456789012:${api}/live/${route}`,
  ])
})

test("the stage shows every change at once, and keeps no log that would hold tokens", () => {
  const stage = ofType(graph, "apigatewayv2/stage:Stage").find(({ inputs }) => inputs.apiId === api)
  expect(stage?.inputs).toEqual({
    apiId: api,
    name: "live",
    autoDeploy: true,
    defaultRouteSettings: { throttlingRateLimit: 500, throttlingBurstLimit: 1000 },
  })
})

test("whoever announces changes learns the address of the stage", () => {
  expect(lambdasOf(graph).get("announce-changes")?.environment.variables.LIVE_ENDPOINT).toBe(
    `https://${api}.execute-api.us-east-1.amazonaws.com/live`,
  )
})
