import { useCallback } from "react"
import { useAuth } from "react-oidc-context"
import { remembered } from "#web/session/remembered.ts"

/** Ends the session here and at the identity provider. */
export const useSignOut = () => {
  const { signoutRedirect, removeUser } = useAuth()
  return useCallback(async () => {
    remembered.forget()
    await signoutRedirect().catch(removeUser)
  }, [signoutRedirect, removeUser])
}
