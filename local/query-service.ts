import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { AwsError, readBody, type Service } from "#local/service"
import { own } from "#schemas/own"

/** The form fields of a call in the AWS query protocol, `Attributes.entry.1.key` and the like. */
export type Fields = ReadonlyMap<string, string>

/** Takes a call's fields; what it returns is the inside of `<OperationResult>`. */
export type QueryOperation = (fields: Fields) => string

export const isQuery = (request: IncomingMessage) =>
  request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" }

/** `element("Name", "a & b")` */
export const element = (name: string, text: string) =>
  `<${name}>${text.replace(/[&<>"']/g, (character) => entities[character] ?? character)}</${name}>`

const answerXml = (response: ServerResponse, status: number, xml: string) => {
  response.writeHead(status, { "content-type": "text/xml" })
  response.end(xml)
}

/** Answers an error as the AWS query protocol does. */
export const answerXmlError = (response: ServerResponse, error: unknown) => {
  const known = error instanceof AwsError ? error : new AwsError("InternalFailure", String(error), 500)
  const fault = element("Type", known.status < 500 ? "Sender" : "Receiver")
  const inside = `${fault}${element("Code", known.code)}${element("Message", known.message)}`
  const id = element("RequestId", randomUUID())
  answerXml(response, known.status, `<ErrorResponse><Error>${inside}</Error>${id}</ErrorResponse>`)
}

/** A required field of a call. */
export const field = (fields: Fields, name: string): string => {
  const value = fields.get(name)
  if (value) return value
  throw new AwsError("InvalidParameter", `Invalid parameter: ${name} is required`)
}

/**
 * A service of the AWS query protocol, where the form field `Action` names the operation and answers are XML.
 * An operation that is not here is answered with InvalidAction, never with a silent success.
 */
export const queryService = <Scope extends string>(
  scope: Scope,
  operations: Record<string, QueryOperation>,
): Service<Scope> => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const fields: Fields = new Map(new URLSearchParams((await readBody(request)).toString("utf8")))
    const action = fields.get("Action") ?? ""
    const operation = own(operations, action)
    if (!operation) throw new AwsError("InvalidAction", `The local ${scope} has no operation ${action}`)
    const result = `<${action}Result>${operation(fields)}</${action}Result>`
    const metadata = `<ResponseMetadata>${element("RequestId", randomUUID())}</ResponseMetadata>`
    answerXml(response, 200, `<${action}Response>${result}${metadata}</${action}Response>`)
  }
  return {
    scope,
    handle: (request, response) => {
      answer(request, response).catch((error: unknown) => answerXmlError(response, error))
    },
    close: async () => undefined,
  }
}
