import * as z from "zod"
import { Remark } from "#schemas/ticket"

/** Somebody asked for more urgent or more senior help. */
export const TicketEscalated = z.object({ reason: Remark })
