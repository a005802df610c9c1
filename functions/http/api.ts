import { createHash } from "node:crypto"
import middy from "@middy/core"
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda"
import * as z from "zod"
import type { Context } from "#core/engine/aggregate"
import { Invalid, parse } from "#core/invalid"
import { type Caller, callerOf } from "#functions/http/caller"
import { toProblem } from "#functions/http/problem"
import { guard, type Route } from "#functions/http/route"
import { failure, frames, log } from "#functions/lib/log"

/** What a route reads of a request. Nothing is parsed but the envelope: each route parses the fields that it uses. */
export type ApiRequest = {
  path: unknown
  query: unknown
  body: unknown
  headers: Readonly<Record<string, string | undefined>>
  requestId: string
  /** ISO 8601 in UTC. */
  now: string
}

/** A request whose sender is known. */
export type SignedRequest = ApiRequest & { caller: Caller }

/** `status` is 200 unless given. */
export type ApiAnswer = { status?: number; body: unknown; headers?: Record<string, string> }

type Event = APIGatewayProxyEventV2
type Result = APIGatewayProxyStructuredResultV2

const Authorizer = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.unknown() }) }) })

const json = (text: string | undefined): unknown => {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Invalid([
      { field: "", message: `the body is not JSON: ${error instanceof Error ? error.message : error}` },
    ])
  }
}

const text = ({ body, isBase64Encoded }: Event) =>
  body && isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body

const toRequest = (event: Event): ApiRequest => ({
  path: event.pathParameters ?? {},
  query: event.queryStringParameters ?? {},
  body: json(text(event)),
  headers: event.headers,
  requestId: event.requestContext.requestId,
  now: new Date().toISOString(),
})

/** Visible ASCII, so that it can stand in a header again. */
const idShape = /^[\x21-\x7e]{1,200}$/

/** The sender's id for everything that follows from this request, or the request's own. */
const correlationOf = ({ headers, requestContext: { requestId } }: Event): string => {
  const given = headers["x-correlation-id"] ?? ""
  return idShape.test(given) ? given : requestId
}

const result = (event: Event, answer: ApiAnswer & { type?: string }): Result => ({
  statusCode: answer.status ?? 200,
  headers: {
    "content-type": answer.type ?? "application/json",
    "x-request-id": event.requestContext.requestId,
    "x-correlation-id": correlationOf(event),
    "cache-control": "no-store",
    ...answer.headers,
  },
  body: JSON.stringify(answer.body),
})

const refusal = (event: Event, error: unknown): Result => {
  const problem = toProblem(error)
  const { requestId, routeKey } = event.requestContext
  const ids = { requestId, correlationId: correlationOf(event), routeKey }
  if (problem.status >= 500 && !problem.retryAfter)
    log.error("request failed", { ...ids, ...failure(error), where: frames(error) })
  else log.info("request refused", { ...ids, status: problem.status, code: problem.code })
  const headers = { ...(problem.retryAfter && { "retry-after": `${problem.retryAfter}` }) }
  return result(event, { status: problem.status, body: problem, type: "application/problem+json", headers })
}

const stack = (run: (event: Event) => Promise<ApiAnswer>) =>
  middy<Event, Result>()
    .use({
      onError: (request) => {
        request.response = refusal(request.event, request.error)
      },
    })
    .handler(async (event) => result(event, await run(event)))

type Asked<R extends Route> = { path: z.infer<R["path"]>; query: z.infer<R["query"]> }

/** Path and query as the route's shapes read them. Throws Invalid. */
const readBy = <Path extends z.ZodType, Query extends z.ZodType>(
  { path, query }: Route<Path, Query>,
  request: ApiRequest,
): Asked<Route<Path, Query>> => ({ path: parse(path, request.path), query: parse(query, request.query) })

/** A route that anybody may call. Errors become application/problem+json in one place. */
export const openRoute = <Path extends z.ZodType, Query extends z.ZodType>(
  of: Route<Path, Query>,
  run: (request: ApiRequest & Asked<Route<Path, Query>>) => Promise<ApiAnswer>,
) =>
  stack((event) => {
    const request = toRequest(event)
    return run({ ...request, ...readBy(of, request) })
  })

/** A route behind API Gateway's JWT authorizer: `caller` is who the token says, and the route is for them. */
export const api = <Path extends z.ZodType, Query extends z.ZodType>(
  of: Route<Path, Query>,
  run: (request: SignedRequest & Asked<Route<Path, Query>>) => Promise<ApiAnswer>,
) =>
  stack((event) => {
    const { authorizer } = Authorizer.parse(event.requestContext)
    const caller = callerOf(authorizer.jwt.claims)
    guard(of, caller.role)
    const request = { ...toRequest(event), caller }
    return run({ ...request, ...readBy(of, request) })
  })

const Headers = z.object({
  "idempotency-key": z.string().min(1).max(255).optional(),
  "x-correlation-id": z.string().regex(idShape, "must be 1 to 200 visible ASCII characters").optional(),
})

const hash = (...parts: unknown[]) => createHash("sha256").update(JSON.stringify(parts)).digest("hex")

/** One caller's key is not another's, and says nothing about its request. Hashed, so that every key fits a commit id. */
const repeatable = ({ caller, path, body }: SignedRequest, given: string) => {
  const key = `${hash(caller.id, given)}~`
  return { key, commitId: key + hash(key, path, body).slice(0, 16) }
}

/** The commit metadata of a command that a person or an integration sends. `Idempotency-Key` makes it repeatable. */
export const contextOf = (request: SignedRequest): Context => {
  const { caller, headers, requestId, now } = request
  const { "idempotency-key": key, "x-correlation-id": correlationId } = parse(Headers, headers)
  const { email: _, ...actor } = caller
  return {
    actor,
    at: now,
    ...(key ? repeatable(request, key) : { commitId: requestId }),
    correlationId: correlationId ?? requestId,
  }
}
