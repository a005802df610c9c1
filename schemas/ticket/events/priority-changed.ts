import * as z from "zod"
import { Priority, Remark } from "#schemas/ticket/words"

/** An agent overruled the priority. */
export const PriorityChanged = z.object({
  from: Priority.optional(),
  to: Priority,
  reason: Remark.optional(),
})
