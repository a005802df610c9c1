import { type ReactNode, useEffect } from "react"
import { useAuth } from "react-oidc-context"
import { useLocation } from "react-router"
import { ApiError, sentence } from "#web/api/api-error.ts"
import { useDesk } from "#web/api/desk.tsx"
import { useMeQuery } from "#web/api/people.ts"
import { Landing } from "#web/session/landing.tsx"
import { MeContext } from "#web/session/me.ts"
import { remembered } from "#web/session/remembered.ts"
import { ErrorState, Splash } from "#web/ui/states.tsx"

/** Shows what is below it to people who are signed in; others get the landing page and come back to where they were. */
export const SessionGate = ({ children }: { children: ReactNode }) => {
  const { isLoading, isAuthenticated, activeNavigator, error, signinRedirect } = useAuth()
  const { pathname, search } = useLocation()
  const idle = !isLoading && !activeNavigator && !isAuthenticated && !error
  const returning = idle && remembered.get()
  const signIn = () => signinRedirect({ state: { returnTo: `${pathname}${search}` } })

  useEffect(() => {
    if (returning) signinRedirect({ state: { returnTo: `${pathname}${search}` } }).catch(remembered.forget)
  }, [returning, signinRedirect, pathname, search])

  if (isAuthenticated) return <Person>{children}</Person>
  if (isLoading || returning || activeNavigator === "signinRedirect") return <Splash text="Signing you in" />
  return <Landing signIn={signIn} {...(error && { problem: error.message })} />
}

/** A browser may show a page again as it was when it was left: not to whoever uses the tab since. */
const useOwnPage = () => {
  const { user } = useAuth()
  const { tokens } = useDesk()
  const token = user?.id_token
  useEffect(() => {
    const again = async ({ persisted }: PageTransitionEvent) => {
      if (persisted && (await tokens.current()) !== token) window.location.reload()
    }
    window.addEventListener("pageshow", again)
    return () => window.removeEventListener("pageshow", again)
  }, [tokens, token])
}

/** Asks the desk who the token stands for. */
const Person = ({ children }: { children: ReactNode }) => {
  const { data, error, refetch } = useMeQuery()
  const { removeUser } = useAuth()
  useOwnPage()
  const ended = error instanceof ApiError && error.status === 401

  useEffect(() => {
    if (!ended) return
    remembered.forget()
    removeUser().catch(console.error)
  }, [ended, removeUser])

  if (data) return <MeContext value={data}>{children}</MeContext>
  if (error) return <ErrorState title="You could not be signed in" text={sentence(error)} retry={refetch} />
  return <Splash text="Opening the desk" />
}
