import * as z from "zod"
import { AgentId } from "#schemas/id"

/** Nobody in particular is responsible any more. */
export const TicketUnassigned = z.object({ from: AgentId })
