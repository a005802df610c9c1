import { idClaims } from "#local/identity/claims"
import { type DemoRole, demoUsers } from "#local/identity/demo-users"
import { signedIdToken } from "#local/identity/id-token"

const firstOf = (role: DemoRole) => {
  const user = demoUsers.find((each) => each.role === role)
  if (user) return user
  throw new Error(`No demo user is a ${role}: use agent, admin, customer or integration`)
}

/**
 * The ID token that the first demo user of a role would get by signing in, valid for one hour. `folder` is the data
 * folder and `issuer` the running desk's; the desk itself need not run.
 */
export const demoToken = (of: { folder: string; issuer: string; role: DemoRole }): Promise<string> =>
  signedIdToken({ folder: of.folder, issuer: of.issuer, claims: idClaims(firstOf(of.role)) }, Date.now())
