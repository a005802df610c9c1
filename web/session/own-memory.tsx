import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { type ReactNode, useState } from "react"
import { useAuth } from "react-oidc-context"
import { worthRetrying } from "#web/api/api-error.ts"
import { DeskProvider } from "#web/api/desk.tsx"
import type { Tokens } from "#web/api/request.ts"
import { ToastProvider } from "#web/ui/toast.tsx"

type Props = { tokens: Tokens; children: ReactNode }

const queryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && worthRetrying(error) },
    },
  })

const Memory = ({ tokens, children }: Props) => {
  const [queries] = useState(queryClient)
  return (
    <QueryClientProvider client={queries}>
      <DeskProvider tokens={tokens}>
        <ToastProvider>{children}</ToastProvider>
      </DeskProvider>
    </QueryClientProvider>
  )
}

/**
 * What a window remembers and says of the desk belongs to one person: answers, versions, messages, and whatever pages below
 * it hold. Where their session ends it is gone, and whoever comes next begins without it.
 */
export const OwnMemory = ({ tokens, children }: Props) => {
  const { user } = useAuth()
  return (
    <Memory key={user?.profile.sub ?? "nobody"} tokens={tokens}>
      {children}
    </Memory>
  )
}
