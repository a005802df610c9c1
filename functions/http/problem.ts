import * as z from "zod"
import { Conflict, TooLarge } from "#core/engine/event-store"
import { KeyReused, Stale } from "#core/engine/execute"
import { Rejected, type RejectionKind } from "#core/engine/rejected"
import { Invalid, type Issue } from "#core/invalid"
import { aggregates } from "#core/registry"
import { NotFilled } from "#functions/views/not-filled"

/** RFC 9457. `code` is stable and made for programs, `detail` is for people. */
export type Problem = {
  type: "about:blank"
  title: string
  status: number
  code: string
  detail: string
  /** Every field that is wrong, for code `invalid`. */
  errors?: readonly Issue[]
  /** The stream's version, for code `stale`. */
  version?: number
  /** Seconds after which it is worth asking again, for code `filling`. */
  retryAfter?: number
}

/** A refusal that is not the domain's: a missing resource, a wrong method, a body too large. */
export class HttpProblem extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.name = "HttpProblem"
    this.status = status
    this.code = code
  }
}

const statusOf: Record<RejectionKind, number> = { "not-found": 404, conflict: 409, "not-allowed": 403 }

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  412: "Precondition failed",
  413: "Content too large",
  500: "Internal server error",
  503: "Service unavailable",
}

const problem = (status: number, code: string, detail: string): Problem => ({
  type: "about:blank",
  title: titles[status] ?? "Error",
  status,
  code,
  detail,
})

const known = (error: unknown): Problem | undefined => {
  if (error instanceof Rejected) return problem(statusOf[error.kind], error.code, error.message)
  if (error instanceof Invalid) return { ...problem(400, "invalid", error.message), errors: error.issues }
  if (error instanceof Stale) return { ...problem(412, "stale", error.message), version: error.version }
  if (error instanceof KeyReused) return problem(409, "key-reused", error.message)
  if (error instanceof Conflict) return problem(409, "conflict", error.message)
  if (error instanceof TooLarge) return problem(413, "too-large", error.message)
  if (error instanceof NotFilled) return { ...problem(503, "filling", error.message), retryAfter: error.retryAfter }
  if (error instanceof HttpProblem) return problem(error.status, error.code, error.message)
  return undefined
}

/** The one place where errors become HTTP. What is not known is our fault, and says nothing about itself. */
export const toProblem = (error: unknown): Problem =>
  known(error) ??
  problem(500, "internal", "Something failed on our side: try again, and report the request id if it stays")

/** The codes that a caller may meet on any route. */
export const codes: readonly string[] = [
  ...aggregates.flatMap(({ refusals }) => Object.keys(refusals)),
  ...[
    "not-allowed",
    "invalid",
    "unauthorized",
    "not-found",
    "version-not-found",
    "conflict",
    "key-reused",
    "stale",
    "too-large",
    "filling",
    "internal",
  ],
]

/** The same shape for those who read it. What stands in front of the functions may say more. */
export const ProblemShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  version: z.int().optional(),
  retryAfter: z.int().optional(),
})
