import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda"

type Call = {
  claims?: Record<string, string>
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  text?: string
  headers?: Record<string, string>
}

type ApiHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>

/** What API Gateway's JWT authorizer makes of the ID tokens of the people in test/support/actors.ts. */
export const claimsOf = {
  agent: {
    sub: "agt-ann",
    name: "Ann Archer",
    email: "ann@example.com",
    email_verified: "true",
    "cognito:groups": "[agent]",
  },
  integration: { sub: "shop", "cognito:groups": "[integration]" },
  customer: {
    sub: "u1",
    name: "Cora Customer",
    email: "cora@example.com",
    email_verified: "true",
    "cognito:groups": "[customer]",
  },
  stranger: { sub: "u2", name: "Stan Stranger", email: "stan@example.com", email_verified: "true" },
}

let requests = 0

const event = ({ claims = claimsOf.agent, path, query, body, text, headers }: Call) => ({
  version: "2.0",
  routeKey: "ANY /",
  rawPath: "/",
  rawQueryString: "",
  headers: headers ?? {},
  isBase64Encoded: false,
  ...(path && { pathParameters: path }),
  ...(query && { queryStringParameters: query }),
  ...(text !== undefined && { body: text }),
  ...(body !== undefined && { body: JSON.stringify(body) }),
  requestContext: {
    accountId: "000000000000",
    apiId: "api",
    domainName: "localhost",
    domainPrefix: "localhost",
    http: { method: "ANY", path: "/", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
    requestId: `request-${++requests}`,
    routeKey: "ANY /",
    stage: "$default",
    time: "02/Jan/2026:03:04:05 +0000",
    timeEpoch: 0,
    authorizer: { jwt: { claims, scopes: null } },
  },
})

/** Calls a route's handler as API Gateway does; answers the status and the parsed body. */
export const call = async (handler: unknown, request: Call = {}) => {
  const run = handler as ApiHandler
  const result = await run(event(request), { getRemainingTimeInMillis: () => 1000 } as Context)
  return { status: result.statusCode, headers: result.headers ?? {}, body: JSON.parse(result.body ?? "null") }
}
