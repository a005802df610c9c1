/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import type { Lambdas } from "#stacks/functions"
import { behindRoute, hostOf, throttling } from "#stacks/gateway"
import { pascal } from "#stacks/pascal"
import type { Deployed } from "#stacks/physical"
import type { Stage } from "#stacks/stage"
import { liveStage } from "#stacks/watching/doors"

export type Live = Deployed & {
  api: aws.apigatewayv2.Api
  /** Where clients connect, with `?token=`, as far as they do not come by CloudFront. */
  url: $util.Output<string>
}

/** The WebSocket API. Its routes are made once their functions are there. */
export const live = (stage: Stage): Live => {
  const api = new aws.apigatewayv2.Api("Live", {
    name: stage.named("ledgerdesk-live"),
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.action",
  })
  const address = $interpolate`${hostOf(stage, api)}/${liveStage}`
  return {
    api,
    url: $interpolate`wss://${address}`,
    value: $interpolate`https://${address}`,
    // Connections have ids that nobody knows beforehand.
    arnsFor: () => [stage.arn("execute-api", $interpolate`${api.id}/${liveStage}/*/@connections/*`)],
  }
}

type Behind = { functions: readonly [FunctionName, FunctionSpec][]; lambdas: Lambdas }

/**
 * The routes of the map. Their functions check the token and log every connection themselves: API Gateway's own logs of
 * WebSocket APIs would need a role that all stages of the account share, and hold the token.
 */
export const liveRoutes = ({ api }: Live, { functions, lambdas }: Behind): void => {
  const routes = functions.flatMap(([name, { on }]) => {
    if (on.kind !== "socket") return []
    const integration = { integrationMethod: "POST" }
    const target = behindRoute(api, { lambdas, name, source: `${liveStage}/${on.route}`, integration })
    const args = { apiId: api.id, routeKey: on.route, authorizationType: "NONE", target }
    return [new aws.apigatewayv2.Route(`${pascal(name)}Route`, args)]
  })
  new aws.apigatewayv2.Stage(
    "LiveStage",
    { apiId: api.id, name: liveStage, autoDeploy: true, defaultRouteSettings: throttling },
    { dependsOn: routes },
  )
}
