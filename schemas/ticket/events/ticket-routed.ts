import * as z from "zod"
import { Remark, Team } from "#schemas/ticket/words"

/** Responsibility moved to a team. */
export const TicketRouted = z.object({
  team: Team,
  /** The rule that decided, or the agent's reason. */
  reason: Remark,
  by: z.enum(["rules", "agent"]),
})
