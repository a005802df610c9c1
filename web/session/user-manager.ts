import { UserManager } from "oidc-client-ts"
import type { Tokens } from "#web/api/request.ts"
import type { Config } from "#web/config.ts"
import { scopes, signedInPath, signedOutPath } from "#web/sign-in.ts"

/** The OpenID Connect client: code flow with PKCE; the session lives as long as the tab. */
export const createUserManager = ({ issuer, clientId }: Config): UserManager => {
  const { origin } = window.location
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: `${origin}${signedInPath}`,
    post_logout_redirect_uri: `${origin}${signedOutPath}`,
    scope: scopes.join(" "),
    automaticSilentRenew: true,
  })
}

/** The desk is called with the ID token. Several calls that need a new one share one renewal. */
export const tokensOf = (users: UserManager): Tokens => {
  let renewal: Promise<string | undefined> | undefined
  const renewed = async () => {
    try {
      return (await users.signinSilent())?.id_token
    } catch (refusal) {
      console.warn("The session could not be renewed", refusal)
      await users.removeUser()
      return undefined
    } finally {
      renewal = undefined
    }
  }
  return {
    current: async () => (await users.getUser())?.id_token,
    renew: () => {
      renewal ??= renewed()
      return renewal
    },
  }
}
