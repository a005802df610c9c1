import type { IncomingMessage } from "node:http"
import { addressOf, gatewayTime, headersOf, queryParameters } from "#local/door/address"
import type { Authorized } from "#local/door/authorizer"
import type { Match } from "#local/door/routes"
import { account } from "#local/region"

/** What API Gateway knows of one request when it calls the function. */
export type Call = Match & { requestId: string; at: Date; body: Buffer; authorized: Authorized | undefined }

const textual = /^(text\/|application\/(json|javascript|xml|[^;]+\+(json|xml)))/

/** HTTP APIs hand text on as it is and everything else in base64. */
const bodyOf = (body: Buffer, type: string | undefined) => {
  if (body.length === 0) return { isBase64Encoded: false }
  const isBase64Encoded = type !== undefined && !textual.test(type)
  return { body: body.toString(isBase64Encoded ? "base64" : "utf8"), isBase64Encoded }
}

const cookiesOf = (request: IncomingMessage) => {
  const cookies = (request.headersDistinct.cookie ?? []).flatMap((line) => line.split(/;\s*/))
  return cookies.length > 0 && { cookies }
}

/** The load balancer's headers are API Gateway's own, whatever the client sends; cookies have a place of their own. */
const headersWithout = (request: IncomingMessage) => {
  const { cookie: _, ...headers } = headersOf(request)
  return {
    ...headers,
    "x-forwarded-for": request.socket.remoteAddress ?? "",
    "x-forwarded-port": String(request.socket.localPort),
    "x-forwarded-proto": "http",
  }
}

const contextOf = (request: IncomingMessage, { route, requestId, at, authorized }: Call) => {
  const { host = "", "user-agent": userAgent = "" } = request.headers
  return {
    accountId: account,
    apiId: "local",
    ...(authorized && { authorizer: { jwt: authorized } }),
    domainName: host,
    domainPrefix: host.split(".")[0],
    http: {
      method: request.method ?? "GET",
      path: addressOf(request).path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? "",
      userAgent,
    },
    requestId,
    routeKey: route.routeKey,
    stage: "$default",
    time: gatewayTime(at),
    timeEpoch: at.getTime(),
  }
}

/**
 * The event of an HTTP API with payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const httpEvent = (request: IncomingMessage, call: Call) => {
  const { path, query } = addressOf(request)
  const parameters = queryParameters(query)
  return {
    version: "2.0",
    routeKey: call.route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...cookiesOf(request),
    headers: headersWithout(request),
    ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
    requestContext: contextOf(request, call),
    ...(Object.keys(call.pathParameters).length > 0 && { pathParameters: call.pathParameters }),
    ...bodyOf(call.body, request.headers["content-type"]),
  }
}
