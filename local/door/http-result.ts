import type { ServerResponse } from "node:http"
import { z } from "zod"

const Structured = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(""),
  isBase64Encoded: z.boolean().default(false),
})
type Structured = z.infer<typeof Structured>

/** API Gateway sets these itself. */
const own = new Set(["connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade"])

/** A result without `statusCode` is the body itself. Throws ZodError where one with it does not fit. */
const structured = (result: unknown): Structured => {
  if (typeof result === "object" && result !== null && "statusCode" in result) {
    const parsed = Structured.parse(result)
    return { ...parsed, headers: { "content-type": "text/plain; charset=utf-8", ...lowerCase(parsed.headers) } }
  }
  const headers = { "content-type": "application/json" }
  return { statusCode: 200, headers, cookies: [], body: JSON.stringify(result ?? null), isBase64Encoded: false }
}

const lowerCase = (headers: Structured["headers"]) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** Answers with what a function returned, in either of the two formats of payload format 2.0. */
export const answerResult = (response: ServerResponse, result: unknown) => {
  const { statusCode, headers, cookies, body, isBase64Encoded } = structured(result)
  for (const [name, value] of Object.entries(headers)) if (!own.has(name)) response.setHeader(name, String(value))
  if (cookies.length > 0) response.setHeader("set-cookie", cookies)
  response.statusCode = statusCode
  response.end(Buffer.from(body, isBase64Encoded ? "base64" : "utf8"))
}
