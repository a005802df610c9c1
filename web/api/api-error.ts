import { z } from "zod"

/** RFC 9457 with the desk's own `code` and, for refused input, the fields. */
const Problem = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
})

export type FieldError = { field: string; message: string }

/** A request that failed. `status` is 0 when no answer came. The message is fit for people. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldError[]

  constructor(message: string, answer: { status: number; code?: string; fields?: readonly FieldError[] }) {
    super(message)
    this.name = "ApiError"
    this.status = answer.status
    this.code = answer.code ?? "unknown"
    this.fields = answer.fields ?? []
  }
}

const byStatus: Record<number, string> = {
  401: "Your session has ended. Sign in again.",
  403: "You may not do this.",
  404: "There is nothing here, or you may not see it.",
  412: "Somebody changed this in the meantime.",
  413: "That is too long.",
  429: "Too many requests. Wait a moment, then try again.",
}

/** Reads problem+json; an answer that is none still gives a sentence. */
export const problemOf = async (response: Response): Promise<ApiError> => {
  const { status } = response
  const body: unknown = await response.json().catch(() => ({}))
  const { title, detail, code, errors } = Problem.catch({ errors: [] }).parse(body)
  const message = detail ?? title ?? byStatus[status] ?? `The desk answered with an error (${status}). Try again.`
  return new ApiError(message, { status, fields: errors, ...(code && { code }) })
}

export const unreachable = () =>
  new ApiError("The desk cannot be reached. Check your connection, then try again.", {
    status: 0,
    code: "unreachable",
  })

/** Whether asking again may help: no answer came, or the server failed. */
export const worthRetrying = (error: Error): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500)

/** What to tell a person about any failure. */
export const sentence = (error: unknown): string =>
  error instanceof ApiError ? error.message : "Something went wrong in the app. Reload the page and try again."
