import * as z from "zod"
import { Remark, Team } from "#schemas/ticket"

export const RouteTicket = z.strictObject({ team: Team, reason: Remark })
