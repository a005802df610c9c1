/// <reference path="../.sst/platform/config.d.ts" />
import type { Deployed } from "#stacks/physical"
import type { Stage } from "#stacks/stage"

/** The stage of the WebSocket API, which is a part of its address. */
export const path = "live"

export type Live = Deployed & { api: aws.apigatewayv2.Api }

/** The WebSocket API. Its routes are made once their functions are there. */
export const live = ({ settings, named, arn }: Stage): Live => {
  const api = new aws.apigatewayv2.Api("Live", {
    name: named("ledgerdesk-live"),
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.action",
  })
  return {
    api,
    value: $interpolate`https://${api.id}.execute-api.${settings.region}.amazonaws.com/${path}`,
    // Connections have ids that nobody knows beforehand.
    arnsFor: () => [arn("execute-api", $interpolate`${api.id}/${path}/*/@connections/*`)],
  }
}
