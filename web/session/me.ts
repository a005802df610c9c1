import { createContext, use } from "react"
import type { Me } from "#web/api/people.ts"

export const MeContext = createContext<Me | undefined>(undefined)

/** The signed-in person, below SessionGate. */
export const useMe = (): Me => {
  const me = use(MeContext)
  if (!me) throw new Error("useMe outside of SessionGate")
  return me
}
