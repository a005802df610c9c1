/// <reference path="../.sst/platform/config.d.ts" />
import type { FunctionName } from "#functions/manifest"
import { type Lambdas, lambdaNamed } from "#stacks/functions"
import { pascal } from "#stacks/pascal"
import type { Stage } from "#stacks/stage"

/** Requests that a door takes in a second, and at once: the rest is told to come again (429). */
export const throttling = { throttlingRateLimit: 500, throttlingBurstLimit: 1000 }

export const hostOf = ({ settings }: Stage, api: aws.apigatewayv2.Api) =>
  $interpolate`${api.id}.execute-api.${settings.region}.amazonaws.com`

type Behind = {
  lambdas: Lambdas
  name: FunctionName
  /** The stage and the route that may call the function, as they stand in ARNs. */
  source: string
  integration: Pick<aws.apigatewayv2.IntegrationArgs, "payloadFormatVersion" | "integrationMethod">
}

/** The function behind a route, which API Gateway may call from there only. Answers what the route points at. */
export const behindRoute = (api: aws.apigatewayv2.Api, { lambdas, name, source, integration }: Behind) => {
  const made = lambdaNamed(lambdas, name).nodes.function
  new aws.lambda.Permission(`${pascal(name)}Door`, {
    action: "lambda:InvokeFunction",
    function: made.name,
    principal: "apigateway.amazonaws.com",
    sourceArn: $interpolate`${api.executionArn}/${source}`,
  })
  const integrated = new aws.apigatewayv2.Integration(`${pascal(name)}Integration`, {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: made.invokeArn,
    ...integration,
  })
  return $interpolate`integrations/${integrated.id}`
}
