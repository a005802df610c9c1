import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** A resolved ticket turned out not to be. */
export const TicketReopened = z.object({
  because: z.enum(["customer-replied", "reopened"]),
  reason: Remark.optional(),
})
