import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import type { User } from "oidc-client-ts"
import { useMemo } from "react"
import { AuthProvider } from "react-oidc-context"
import { RouterProvider } from "react-router/dom"
import { z } from "zod"
import { worthRetrying } from "#web/api/api-error.ts"
import { DeskProvider } from "#web/api/desk.tsx"
import { type Config, ConfigContext } from "#web/config.ts"
import { createRoutes } from "#web/routes.tsx"
import { remembered } from "#web/session/remembered.ts"
import { createUserManager, tokensOf } from "#web/session/user-manager.ts"
import { ToastProvider } from "#web/ui/toast.tsx"

const Back = z.object({ returnTo: z.string().startsWith("/") }).catch({ returnTo: "/" })

const queryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && worthRetrying(error) },
    },
  })

const createParts = (config: Config) => {
  const users = createUserManager(config)
  return { users, tokens: tokensOf(users), queries: queryClient(), router: createRoutes(config.stage) }
}

/** Everything that the pages need, once per window. */
export const App = ({ config }: { config: Config }) => {
  const { users, tokens, queries, router } = useMemo(() => createParts(config), [config])
  const arrive = async (user: User | undefined) => {
    remembered.set()
    await router.navigate(Back.parse(user?.state).returnTo, { replace: true })
  }
  return (
    <ConfigContext value={config}>
      <AuthProvider userManager={users} onSigninCallback={arrive}>
        <QueryClientProvider client={queries}>
          <DeskProvider tokens={tokens}>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </DeskProvider>
        </QueryClientProvider>
      </AuthProvider>
    </ConfigContext>
  )
}
