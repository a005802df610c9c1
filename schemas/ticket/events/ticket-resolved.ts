import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** An agent declared the problem solved; the customer may still reopen it. */
export const TicketResolved = z.object({
  outcome: z.enum(["fixed", "answered", "duplicate", "not-reproducible", "declined"]),
  remark: Remark.optional(),
})
