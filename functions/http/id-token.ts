import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose"
import { env } from "#functions/lib/env"

/** The claims of an ID token that counts; undefined for one that does not. */
export type VerifyToken = (token: string) => Promise<JWTPayload | undefined>

let known: { issuer: string; keys: ReturnType<typeof createRemoteJWKSet> } | undefined

/** The issuer's keys, fetched once and again when a token names a new one. */
const keysOf = (issuer: string) => {
  if (known?.issuer !== issuer) {
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`))
    known = { issuer, keys }
  }
  return known.keys
}

/** Errors that are the token's fault. Others, as an issuer that cannot be reached, are not the caller's. */
const refusals = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
]

/**
 * Verifies signature, `iss`, `aud` and `exp` against ISSUER and CLIENT_ID, for functions that no authorizer stands
 * before. Rejects where the issuer's keys cannot be read.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export const verifyToken: VerifyToken = async (token) => {
  const issuer = env("ISSUER")
  const expected = { issuer, audience: env("CLIENT_ID"), algorithms: ["RS256"], requiredClaims: ["exp", "sub"] }
  try {
    return (await jwtVerify(token, keysOf(issuer), expected)).payload
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return undefined
    throw error
  }
}
