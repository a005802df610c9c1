import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** Nothing can be done until somebody outside the desk moves. */
export const TicketPaused = z.object({ waitingOn: z.enum(["customer", "third-party"]), reason: Remark.optional() })
