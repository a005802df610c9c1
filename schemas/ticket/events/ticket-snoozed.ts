import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** Nobody needs to look at the ticket until a moment. */
export const TicketSnoozed = z.object({ until: z.iso.datetime(), reason: Remark.optional() })
