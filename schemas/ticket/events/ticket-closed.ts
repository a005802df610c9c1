import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** The end of a ticket: nothing but notes and notifications may follow. */
export const TicketClosed = z.object({ reason: Remark.optional() })
