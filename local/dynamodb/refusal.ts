import { z } from "zod"

/** An error as DynamoDB sends it. `statusCode` and `body` are dynalite's names too, so its actions pass it on. */
export class Refusal extends Error {
  readonly statusCode: number
  readonly body: Record<string, unknown>
  constructor(statusCode: number, body: Record<string, unknown>) {
    super(String(body.message ?? body.Message ?? body.__type))
    this.statusCode = statusCode
    this.body = body
  }
  is(name: string): boolean {
    return String(this.body.__type).endsWith(`#${name}`)
  }
}

/** An error by AWS's name for it. */
export const refuse = (name: string, message: string) =>
  new Refusal(400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message })

export const invalid = (message: string) =>
  new Refusal(400, { __type: "com.amazon.coral.validate#ValidationException", message })

export const notFound = (what: string) => refuse("ResourceNotFoundException", `Requested resource not found: ${what}`)

/** Parses a request. ValidationException names the field that is wrong. */
export const parsed = <T>(schema: z.ZodType<T>, input: unknown): T => {
  const { success, data, error } = schema.safeParse(input)
  if (success) return data
  const [issue] = error.issues
  throw invalid(`1 validation error detected: ${issue?.path.join(".")}: ${issue?.message}`)
}

const thrown = z.object({ statusCode: z.number(), body: z.record(z.string(), z.unknown()) })

/** What dynalite threw or called back with, as a Refusal where it is an answer to the caller. */
export const toError = (error: unknown): Error => {
  if (error instanceof Refusal) return error
  const { success, data } = thrown.safeParse(error)
  if (success) return new Refusal(data.statusCode, data.body)
  return error instanceof Error ? error : new Error(String(error))
}
