import { createContext, use } from "react"
import { useAuth } from "react-oidc-context"
import type { Me } from "#web/api/people.ts"

export const MeContext = createContext<Me | undefined>(undefined)

/** The signed-in person, below SessionGate. */
export const useMe = (): Me => {
  const me = use(MeContext)
  if (!me) throw new Error("useMe outside of SessionGate")
  return me
}

/** What the identity provider calls the signed-in person, below SessionGate. */
export const useSubject = (): string => {
  const { user } = useAuth()
  if (!user) throw new Error("useSubject outside of SessionGate")
  return user.profile.sub
}
