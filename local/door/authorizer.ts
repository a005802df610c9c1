import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose"

/** What API Gateway passes on of a token: every claim as text. Routes here ask for no scopes, so there are none. */
export type Authorized = { claims: Record<string, string>; scopes: null }

/** No token, or one that does not count. `challenge` is the value of WWW-Authenticate (RFC 6750). */
export class Unauthorized extends Error {
  readonly challenge: string
  constructor(message: string, challenge: string) {
    super(message)
    this.name = "Unauthorized"
    this.challenge = challenge
  }
}

const asText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.join(" ")}]`
  return typeof value === "string" ? value : JSON.stringify(value)
}

const claimsOf = (payload: JWTPayload) =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asText(value)]))

const tokenOf = (header: string | undefined): string => {
  const token = /^(?:Bearer\s+)?(\S+)$/i.exec(header?.trim() ?? "")?.[1]
  if (token) return token
  throw new Unauthorized("Sign in, and send the ID token as Authorization: Bearer <token>", "Bearer")
}

const invalid = (reason: string) =>
  new Unauthorized(`The token was refused: ${reason}`, `Bearer error="invalid_token", error_description="${reason}"`)

/** Why a token does not count, in words that quote nothing of it. */
const reasonOf = (error: errors.JOSEError): string => {
  if (error instanceof errors.JWTExpired) return "it has expired"
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim ${error.claim} is wrong`
  return "it is not a token of this desk"
}

/**
 * API Gateway's JWT authorizer: signature, `iss`, `aud`, `exp` and `nbf` of the token in Authorization.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * Rejects with Unauthorized.
 */
export const authorizer = (expected: { keys: JSONWebKeySet; issuer: string; audience: string }) => {
  const keys = createLocalJWKSet(expected.keys)
  const { issuer, audience } = expected
  const options = { issuer, audience, algorithms: ["RS256"], requiredClaims: ["exp"] }
  return async (header: string | undefined): Promise<Authorized> => {
    const token = tokenOf(header)
    try {
      const { payload } = await jwtVerify(token, keys, options)
      return { claims: claimsOf(payload), scopes: null }
    } catch (error) {
      throw error instanceof errors.JOSEError ? invalid(reasonOf(error)) : error
    }
  }
}

export type Authorizer = ReturnType<typeof authorizer>
