import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** Somebody asked for more urgent or more senior help. */
export const TicketEscalated = z.object({ reason: Remark })
