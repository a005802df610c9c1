import { importJWK, SignJWT } from "jose"
import { idClaims } from "#local/identity/claims"
import { clientId, lifetime } from "#local/identity/client"
import { type DemoRole, demoUsers } from "#local/identity/demo-users"
import { identityKeys } from "#local/identity/keys"

const firstOf = (role: DemoRole) => {
  const user = demoUsers.find((each) => each.role === role)
  if (user) return user
  throw new Error(`No demo user is a ${role}: use agent, admin, customer or integration`)
}

/**
 * The ID token that the first demo user of a role would get by signing in, valid for one hour. `folder` is the data
 * folder and `issuer` the running desk's; the desk itself need not run.
 */
export const demoToken = async (of: { folder: string; issuer: string; role: DemoRole }): Promise<string> => {
  const user = firstOf(of.role)
  const { signing } = await identityKeys(of.folder)
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ ...idClaims(user), auth_time: now })
    .setProtectedHeader({ alg: signing.alg, kid: signing.kid })
    .setIssuer(of.issuer)
    .setAudience(clientId)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetime.idToken)
    .sign(await importJWK(signing, signing.alg))
}
