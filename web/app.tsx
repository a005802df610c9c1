import type { User } from "oidc-client-ts"
import { useMemo } from "react"
import { AuthProvider } from "react-oidc-context"
import { RouterProvider } from "react-router/dom"
import { z } from "zod"
import { type Config, ConfigContext } from "#web/config.ts"
import { createRoutes } from "#web/routes.tsx"
import { belongings } from "#web/session/belongings.ts"
import { OwnMemory } from "#web/session/own-memory.tsx"
import { remembered } from "#web/session/remembered.ts"
import { createUserManager, tokensOf } from "#web/session/user-manager.ts"

const Back = z.object({ returnTo: z.string().startsWith("/") }).catch({ returnTo: "/" })

/** Where somebody wanted to go before they signed in. What another person looked at in this tab is not for them. */
const destinationOf = (user: User | undefined): string => {
  const others = user ? belongings.handOver(user.profile.sub) : true
  return others ? "/" : Back.parse(user?.state).returnTo
}

const createParts = (config: Config) => {
  const users = createUserManager(config)
  return { users, tokens: tokensOf(users), router: createRoutes(config.stage) }
}

/** Everything that the pages need, once per window. */
export const App = ({ config }: { config: Config }) => {
  const { users, tokens, router } = useMemo(() => createParts(config), [config])
  const arrive = async (user: User | undefined) => {
    remembered.set()
    await router.navigate(destinationOf(user), { replace: true })
  }
  return (
    <ConfigContext value={config}>
      <AuthProvider userManager={users} onSigninCallback={arrive}>
        <OwnMemory tokens={tokens}>
          <RouterProvider router={router} />
        </OwnMemory>
      </AuthProvider>
    </ConfigContext>
  )
}
