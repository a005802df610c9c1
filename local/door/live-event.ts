import { randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { addressOf, gatewayTime, headersOf, queryParameters } from "#local/door/address"

/** One connection as its events describe it. */
export type LiveCall = { connectionId: string; connectedAt: Date; request: IncomingMessage }

type Route = { routeKey: "$connect"; eventType: "CONNECT" } | { routeKey: "$disconnect"; eventType: "DISCONNECT" }

const lists = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))

const contextOf = ({ connectionId, connectedAt, request }: LiveCall, route: Route) => {
  const { host = "", "user-agent": userAgent = "" } = request.headers
  const at = new Date()
  const requestId = randomUUID()
  return {
    ...route,
    messageDirection: "IN",
    stage: "local",
    apiId: "live",
    domainName: host,
    connectionId,
    connectedAt: connectedAt.getTime(),
    requestId,
    extendedRequestId: requestId,
    requestTime: gatewayTime(at),
    requestTimeEpoch: at.getTime(),
    identity: { sourceIp: request.socket.remoteAddress ?? "", userAgent },
  }
}

/** The event of `$connect`. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html */
export const connectEvent = (call: LiveCall) => {
  const headers = headersOf(call.request)
  const parameters = queryParameters(addressOf(call.request).query)
  return {
    headers,
    multiValueHeaders: lists(headers),
    queryStringParameters: parameters,
    multiValueQueryStringParameters: lists(parameters),
    requestContext: contextOf(call, { routeKey: "$connect", eventType: "CONNECT" }),
    isBase64Encoded: false,
  }
}

/** The event of `$disconnect`; `code` is the WebSocket's close code (RFC 6455). */
export const disconnectEvent = (call: LiveCall, code: number, reason: string) => ({
  headers: headersOf(call.request),
  requestContext: {
    ...contextOf(call, { routeKey: "$disconnect", eventType: "DISCONNECT" }),
    disconnectStatusCode: code,
    disconnectReason: reason,
  },
  isBase64Encoded: false,
})
