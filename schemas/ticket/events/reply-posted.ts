import * as z from "zod"
import { Text } from "#schemas/ticket/words"

/** A message that both sides see. */
export const ReplyPosted = z.object({
  text: Text,
  from: z.enum(["customer", "agent"]),
  /** The draft that it came from. */
  draftId: z.string().optional(),
})
