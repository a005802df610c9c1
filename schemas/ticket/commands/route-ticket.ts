import * as z from "zod"
import { Remark, Team } from "#schemas/ticket/words"

export const RouteTicket = z.strictObject({ team: Team, reason: Remark })
