import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { FunctionName } from "#functions/manifest"
import type { FunctionSpec } from "#functions/spec"
import { addressOf } from "#local/door/address"
import { type Authorizer, Unauthorized } from "#local/door/authorizer"
import { wholeBody } from "#local/door/body"
import { httpEvent } from "#local/door/http-event"
import { answerResult } from "#local/door/http-result"
import { answerProblem, type Problem } from "#local/door/problem"
import { type Match, routeTable } from "#local/door/routes"
import type { FailureLog } from "#local/failure-log"
import type { Lambda } from "#local/lambda/lambda"

export type ApiSettings = {
  functions: ReadonlyMap<FunctionName, FunctionSpec>
  lambda: Lambda
  authorize: Authorizer
  failures: FailureLog
}

/** A refusal on the way to a function. */
class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

const refused = (status: number, code: string, detail: string) => new Refused({ status, code, detail })

const found = (table: ReturnType<typeof routeTable>, request: IncomingMessage): Match => {
  const { path } = addressOf(request)
  let match: Match | undefined
  try {
    match = table(request.method ?? "", path)
  } catch {
    throw refused(400, "invalid", "The path is not valid percent-encoding")
  }
  if (match) return match
  throw refused(404, "not-found", `There is no ${request.method} ${path}: /api/openapi.json lists the routes`)
}

const bodyOf = async (request: IncomingMessage) => {
  const body = await wholeBody(request)
  if (body) return body
  throw refused(413, "too-large", "The body is larger than 10 MiB: send large files as attachments")
}

const problemOf = (error: unknown): Problem | undefined => {
  if (error instanceof Refused) return error.problem
  if (!(error instanceof Unauthorized)) return undefined
  const headers = { "www-authenticate": error.challenge }
  return { status: 401, code: "unauthorized", detail: error.message, headers }
}

/** What went wrong inside is for the log, not for the caller. */
const unforeseen: Problem = {
  status: 500,
  code: "internal",
  detail: "The desk could not answer: try again, and look at its log if that does not help",
}

const correlationId = (request: IncomingMessage, requestId: string): string => {
  const given = String(request.headers["x-correlation-id"] ?? "")
  return /^[\x21-\x7e]{1,200}$/.test(given) ? given : requestId
}

/**
 * `/api` as API Gateway's HTTP API serves it: route, JWT authorizer, body limit, Lambda proxy integration with payload
 * format 2.0. Errors that arise here are problem+json.
 */
export const apiDoor = ({ functions, lambda, authorize, failures }: ApiSettings) => {
  const table = routeTable(functions)
  const call = async (request: IncomingMessage, response: ServerResponse, requestId: string) => {
    const match = found(table, request)
    const authorized = match.route.open ? undefined : await authorize(request.headers.authorization)
    const body = await bodyOf(request)
    const event = httpEvent(request, { ...match, requestId, at: new Date(), body, authorized })
    answerResult(response, await lambda.invoke(match.route.name, event))
  }
  return async (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID()
    response.setHeader("x-request-id", requestId)
    response.setHeader("x-correlation-id", correlationId(request, requestId))
    try {
      await call(request, response, requestId)
    } catch (error) {
      const problem = problemOf(error)
      if (!problem) failures({ source: "api", what: `${request.method} ${addressOf(request).path}`, error })
      answerProblem(response, problem ?? unforeseen)
    }
  }
}
