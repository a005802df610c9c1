import { useQuery } from "@tanstack/react-query"
import { z } from "zod"
import { AgentWithLoad, Role } from "#schemas/actor"
import { useDesk } from "#web/api/desk.tsx"

const Me = z.object({ id: z.string(), role: Role, name: z.string().optional(), email: z.string().optional() })
export type Me = z.infer<typeof Me>

const Agents = z.object({ items: z.array(AgentWithLoad) })

export const worksHere = ({ role }: Pick<Me, "role">): boolean => role === "agent" || role === "admin"

/** The signed-in person. */
export const useMeQuery = () => {
  const { request } = useDesk()
  return useQuery({
    queryKey: ["me"],
    queryFn: ({ signal }) => request("/api/me", Me, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Everybody that a ticket can be assigned to; only people who work at the desk may ask. */
export const useAgents = (enabled = true) => {
  const { request } = useDesk()
  const answer = useQuery({
    queryKey: ["agents"],
    queryFn: ({ signal }) => request("/api/agents", Agents, { signal }),
    staleTime: 30_000,
    enabled,
  })
  return answer.data?.items ?? []
}
