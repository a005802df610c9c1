import type { z } from "zod"
import { problemOf, unreachable } from "#web/api/api-error.ts"

export type Call = {
  body?: unknown
  /** `If-Match`: the command is refused when the ticket has moved on from this version. */
  ifMatch?: number
  idempotencyKey?: string
  signal?: AbortSignal
}

/** Where the ID token comes from. `renew` asks the identity provider for a new one without the person noticing. */
export type Tokens = { current: () => Promise<string | undefined>; renew: () => Promise<string | undefined> }

/** Calls the API as the signed-in person; a call with a body is a POST. Throws ApiError; what comes back fits `answer`. */
export type Request = <S extends z.ZodType>(path: string, answer: S, call?: Call) => Promise<z.infer<S>>

const headersOf = (token: string | undefined, { body, ifMatch, idempotencyKey }: Call) => ({
  ...(token && { authorization: `Bearer ${token}` }),
  ...(body !== undefined && { "content-type": "application/json" }),
  ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
  ...(idempotencyKey && { "idempotency-key": idempotencyKey }),
})

const send = async (path: string, token: string | undefined, call: Call): Promise<Response> => {
  const { body, signal } = call
  try {
    return await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: headersOf(token, call),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  } catch (failure) {
    if (signal?.aborted) throw failure
    throw unreachable()
  }
}

/** A token that the desk refuses is renewed once before the refusal counts. */
export const createRequest =
  (tokens: Tokens): Request =>
  async (path, answer, call = {}) => {
    let response = await send(path, await tokens.current(), call)
    if (response.status === 401) {
      const renewed = await tokens.renew()
      if (renewed) response = await send(path, renewed, call)
    }
    if (!response.ok) throw await problemOf(response)
    return answer.parse(await response.json())
  }
