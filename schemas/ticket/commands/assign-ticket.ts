import * as z from "zod"
import { Agent } from "#schemas/actor"

export const AssignTicket = z.strictObject({ agent: Agent.strict() })
