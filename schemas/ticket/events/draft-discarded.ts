import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

/** An agent threw the draft away. */
export const DraftDiscarded = z.object({ draftId: z.string(), reason: Remark.optional() })
