import type { IncomingMessage, ServerResponse } from "node:http"
import { z } from "zod"
import { own } from "#schemas/own"

/** One AWS service of the local cloud. The endpoint gives it every request whose SigV4 credential scope names it, body unread. */
export type Service<Scope extends string = string> = {
  scope: Scope
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Goes on with what a stop or a crash interrupted: called once functions can be invoked. */
  resume?: () => void
  /** Ends what works by itself and calls the endpoint, which still answers: the rest of it comes after the next start. */
  rest?: () => Promise<void>
  /** Called once the endpoint is closed, after `rest`. */
  close: () => Promise<void>
}

/** An error in AWS's shape: `code` is the exception's name, `status` the HTTP status. */
export class AwsError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = code
    this.code = code
    this.status = status
  }
}

/** Reads a whole request body, up to 16 MiB. */
export const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    size += part.length
    if (size > 16 * 1024 * 1024) throw new AwsError("RequestEntityTooLarge", "The body is larger than 16 MiB", 413)
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

/** Every field that is wrong, in one line. */
const shortcomings = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join(".") || "The input"}: ${message}`).join("; ")

const toAwsError = (error: unknown): AwsError => {
  if (error instanceof AwsError) return error
  if (error instanceof z.ZodError) return new AwsError("ValidationException", shortcomings(error))
  return new AwsError("InternalServerError", error instanceof Error ? error.message : String(error), 500)
}

/** Answers an error as the AWS JSON and REST-JSON protocols do. */
export const answerError = (response: ServerResponse, error: unknown) => {
  const { code, message, status } = toAwsError(error)
  if (response.headersSent) return response.destroy()
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": code })
  return response.end(JSON.stringify({ __type: code, message }))
}

/** What an operation may know of its caller: the `Host` it asked, and a signal that aborts when it hangs up. */
export type Call = { host: string; gone: AbortSignal }

/** Takes the parsed input of one operation; what it returns is the answer's JSON. */
export type Operation = (input: unknown, call: Call) => Promise<unknown>

/** Describes the caller of a request that is being answered. */
export const callOf = (request: IncomingMessage, response: ServerResponse): Call => {
  const hangUp = new AbortController()
  // With a reason: without one, a DOMException with its stack is made for every request.
  response.once("close", () => hangUp.abort("gone"))
  return { host: request.headers.host ?? "127.0.0.1", gone: hangUp.signal }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text || "{}")
  } catch (error) {
    throw new AwsError("SerializationException", `The body is not JSON: ${error}`)
  }
}

/**
 * A service of the AWS JSON protocol, where `X-Amz-Target: <prefix>.<Operation>` names the operation.
 * An operation that is not here is answered with UnknownOperationException, never with a silent success.
 */
export const jsonService = <Scope extends string>(
  scope: Scope,
  operations: Record<string, Operation>,
): Service<Scope> => {
  const named = (request: IncomingMessage): Operation => {
    const [name = ""] = String(request.headers["x-amz-target"]).split(".").slice(-1)
    const operation = own(operations, name)
    if (operation) return operation
    throw new AwsError("UnknownOperationException", `The local ${scope} has no operation ${name}`)
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const operation = named(request)
    const text = (await readBody(request)).toString("utf8")
    const output = await operation(parseJson(text), callOf(request, response))
    response.writeHead(200, { "content-type": request.headers["content-type"] ?? "application/x-amz-json-1.1" })
    response.end(JSON.stringify(output ?? {}))
  }
  return {
    scope,
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerError(response, error))
    },
    close: async () => undefined,
  }
}
