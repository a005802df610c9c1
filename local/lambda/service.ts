import type { IncomingMessage, ServerResponse } from "node:http"
import { type FunctionName, isFunction } from "#functions/manifest"
import { type Clock, systemClock } from "#local/clock"
import { failureLog } from "#local/failure-log"
import { functionError } from "#local/lambda/error"
import type { Lambda } from "#local/lambda/lambda"
import { listFunctions } from "#local/lambda/listing"
import { arn } from "#local/region"
import { AwsError, answerError, readBody, type Service } from "#local/service"

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/
/** Pauses before an asynchronous invocation's second and third attempt. AWS waits one and two minutes. */
const asyncPauses = [1_000, 2_000]

/** The function of `POST /2015-03-31/functions/{name}/invocations`, named by name or ARN, with or without a qualifier. */
const named = ({ method, url = "" }: IncomingMessage): FunctionName => {
  const [, part] = (method === "POST" && invocation.exec(new URL(url, "http://local").pathname)) || []
  if (!part) throw new AwsError("UnknownOperationException", `The local lambda has no operation ${method} ${url}`, 404)
  const [name = ""] = decodeURIComponent(part)
    .replace(/^(arn:aws:lambda:[^:]*:)?(\d*:)?function:/, "")
    .split(":")
  if (isFunction(name)) return name
  throw new AwsError("ResourceNotFoundException", `Function not found: ${arn("lambda", `function:${name}`)}`, 404)
}

const isListing = ({ method, url = "" }: IncomingMessage) =>
  method === "GET" && new URL(url, "http://local").pathname.replace(/\/$/, "") === "/2015-03-31/functions"

const payload = async (request: IncomingMessage): Promise<unknown> => {
  const text = (await readBody(request)).toString("utf8")
  try {
    return JSON.parse(text || "{}")
  } catch {
    throw new AwsError("InvalidRequestContentException", "The payload is not JSON: send a JSON document")
  }
}

/** A function's failure is an answer with status 200; only an invocation that never happened is an error. */
const outcome = async (lambda: Lambda, name: FunctionName, event: unknown) => {
  try {
    return { error: false, body: await lambda.invoke(name, event) }
  } catch (error) {
    if (error instanceof AwsError) throw error
    return { error: true, body: functionError(error) }
  }
}

/**
 * AWS Lambda's ListFunctions, and its Invoke: `RequestResponse`, `Event` (up to two retries) and `DryRun`.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const lambdaService = (
  lambda: Lambda,
  { clock = systemClock, print = console.error }: { clock?: Clock; print?: (line: string) => void } = {},
): Service<"lambda"> => {
  const closing = new AbortController()
  const failed = failureLog(print, clock)

  const inBackground = async (name: FunctionName, event: unknown, pauses = asyncPauses): Promise<void> => {
    try {
      await lambda.invoke(name, event)
    } catch (error) {
      failed({ source: name, what: "asynchronous invocation", error })
      const [pause, ...rest] = pauses
      if (pause === undefined) return
      await clock.pause(pause, closing.signal)
      if (!closing.signal.aborted) await inBackground(name, event, rest)
    }
  }

  const invoke = async (request: IncomingMessage, response: ServerResponse) => {
    const name = named(request)
    const event = await payload(request)
    const type = request.headers["x-amz-invocation-type"] ?? "RequestResponse"
    if (type === "DryRun") return response.writeHead(204).end()
    if (type === "Event") {
      void inBackground(name, event)
      return response.writeHead(202).end()
    }
    const { error, body } = await outcome(lambda, name, event)
    response.writeHead(200, {
      "content-type": "application/json",
      "x-amz-executed-version": "$LATEST",
      ...(error && { "x-amz-function-error": "Unhandled" }),
    })
    return response.end(JSON.stringify(body ?? null))
  }

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isListing(request)) return invoke(request, response)
    response.writeHead(200, { "content-type": "application/json" })
    return response.end(JSON.stringify(listFunctions()))
  }

  return {
    scope: "lambda",
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => closing.abort(),
  }
}
