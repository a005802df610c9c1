import * as z from "zod"
import { Agent } from "#schemas/actor"

/** Responsibility moved to one agent. */
export const TicketAssigned = z.object({ agent: Agent })
