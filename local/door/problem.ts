import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from "node:http"

export type Problem = { status: number; code: string; detail: string; headers?: OutgoingHttpHeaders }

/**
 * Answers an error that no function made, in the shape of RFC 9457. `message` is what API Gateway says in its place.
 * What was already begun can only be cut off.
 */
export const answerProblem = (response: ServerResponse, { status, code, detail, headers }: Problem) => {
  if (response.headersSent) return void response.destroy()
  const title = STATUS_CODES[status] ?? "Error"
  response.writeHead(status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  })
  response.end(JSON.stringify({ type: "about:blank", title, status, code, detail, message: title }))
}
