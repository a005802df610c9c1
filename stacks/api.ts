/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { Users } from "#stacks/auth"
import type { Lambdas } from "#stacks/functions"
import { behindRoute, throttling } from "#stacks/gateway"
import { serviceLogs } from "#stacks/logs"
import { pascal } from "#stacks/pascal"
import type { Stage } from "#stacks/stage"
import { apiStage } from "#stacks/watching/doors"

/**
 * The HTTP API. Its routes are made once their functions are there. No page of another origin may call it: the web app
 * comes by CloudFront, programs need no permission.
 */
export const httpApi = ({ named }: Stage): aws.apigatewayv2.Api =>
  new aws.apigatewayv2.Api("Api", { name: named("ledgerdesk-api"), protocolType: "HTTP" })

/** Neither paths, which hold ids, nor addresses of people. */
const logged = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  route: "$context.routeKey",
  status: "$context.status",
  latency: "$context.responseLatency",
  functionLatency: "$context.integrationLatency",
  error: "$context.error.message",
  authorizerError: "$context.authorizer.error",
}

const gatewayStage = (stage: Stage, api: aws.apigatewayv2.Api, routes: aws.apigatewayv2.Route[]) => {
  // Below this prefix AWS needs no policy per group: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
  const logs = serviceLogs(stage, "ApiLogs", `/aws/vendedlogs/apis/${stage.named("ledgerdesk-api")}`)
  new aws.apigatewayv2.Stage(
    "ApiStage",
    {
      apiId: api.id,
      name: apiStage,
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.arn, format: JSON.stringify(logged) },
      defaultRouteSettings: throttling,
    },
    { dependsOn: routes },
  )
}

/** ID tokens of the pool for its client: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
const authorizer = (api: aws.apigatewayv2.Api, { issuer, client }: Users) =>
  new aws.apigatewayv2.Authorizer("SignedIn", {
    apiId: api.id,
    name: "signed-in",
    authorizerType: "JWT",
    identitySources: ["$request.header.Authorization"],
    jwtConfiguration: { issuer, audiences: [client.id] },
  })

/** `GET /api/tickets/{ticketId}` → `* /GET/api/tickets/*`, without the blank: any stage of the API, any ticket. */
const sourceOf = (route: string) => `*/${route.replace(" ", "").replaceAll(/\{\w+\}/g, "*")}`

type Behind = { people: Users; functions: readonly [FunctionName, FunctionSpec][]; lambdas: Lambdas }

/** A route per function of the map that answers HTTP. All but the open ones want to know who asks. */
export const httpRoutes = (stage: Stage, api: aws.apigatewayv2.Api, { people, functions, lambdas }: Behind): void => {
  const signedIn = { authorizationType: "JWT", authorizerId: authorizer(api, people).id }
  const routes = functions.flatMap(([name, { on }]) => {
    if (on.kind !== "http") return []
    const integration = { payloadFormatVersion: "2.0" }
    const target = behindRoute(api, { lambdas, name, source: sourceOf(on.route), integration })
    const asked = on.open ? { authorizationType: "NONE" } : signedIn
    return [new aws.apigatewayv2.Route(`${pascal(name)}Route`, { apiId: api.id, routeKey: on.route, target, ...asked })]
  })
  gatewayStage(stage, api, routes)
}
