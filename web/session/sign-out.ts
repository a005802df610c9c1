import { useCallback } from "react"
import { useAuth } from "react-oidc-context"
import { useConfig } from "#web/config.ts"
import { belongings } from "#web/session/belongings.ts"
import { remembered } from "#web/session/remembered.ts"
import { signedOutPath } from "#web/sign-in.ts"

/**
 * OpenID Connect's RP-Initiated Logout, and the names that Cognito has for the same:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
const alsoForCognito = (clientId: string) => ({
  client_id: clientId,
  logout_uri: `${window.location.origin}${signedOutPath}`,
})

/** Ends the session here and at the identity provider, takes the refresh token back, and leaves nothing in the tab. */
export const useSignOut = () => {
  const { clientId } = useConfig()
  const { signoutRedirect, revokeTokens, removeUser } = useAuth()
  return useCallback(async () => {
    remembered.forget()
    belongings.removeAll()
    await revokeTokens(["refresh_token"]).catch((reason: unknown) => console.warn("The token was not revoked", reason))
    await signoutRedirect({ extraQueryParams: alsoForCognito(clientId) }).catch(removeUser)
  }, [clientId, signoutRedirect, revokeTokens, removeUser])
}
