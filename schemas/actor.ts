import * as z from "zod"
import { AgentId } from "#schemas/id"
import { carried } from "#schemas/text"

/** `system` is the platform's own consumers; `integration` is a machine client that publishes tickets. */
export const Role = z.enum(["customer", "agent", "admin", "integration", "system"])
export type Role = z.infer<typeof Role>

/** Who did it, stored once per commit. `id` is a customer id, an agent id or a function's name. */
export const Actor = z.object({
  role: Role,
  id: z.string().min(1).max(128),
  name: z.string().overwrite(carried).max(120).optional(),
})
export type Actor = z.infer<typeof Actor>

/** An agent as others see them: the identity that tickets are assigned to. */
export const Agent = z.object({ id: AgentId, name: z.string().overwrite(carried).min(1).max(120) })
export type Agent = z.infer<typeof Agent>

/** Somebody whom a ticket may be assigned to. `load`: their open tickets; missing while they are being counted. */
export const AgentWithLoad = Agent.extend({ load: z.int().nonnegative().optional() })
export type AgentWithLoad = z.infer<typeof AgentWithLoad>
