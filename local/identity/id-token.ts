import { importJWK, type JWTPayload, SignJWT } from "jose"
import { clientId, lifetime } from "#local/identity/client"
import { identityKeys } from "#local/identity/keys"

export type Signing = {
  /** The data folder, which has the keys. */
  folder: string
  issuer: string
  claims: JWTPayload
}

/** An ID token of the desk, valid for one hour from `now` (epoch ms). */
export const signedIdToken = async ({ folder, issuer, claims }: Signing, now: number): Promise<string> => {
  const { signing } = await identityKeys(folder)
  const at = Math.floor(now / 1000)
  return new SignJWT({ ...claims, auth_time: at })
    .setProtectedHeader({ alg: signing.alg, kid: signing.kid })
    .setIssuer(issuer)
    .setAudience(clientId)
    .setIssuedAt(at)
    .setExpirationTime(at + lifetime.idToken)
    .sign(await importJWK(signing, signing.alg))
}
