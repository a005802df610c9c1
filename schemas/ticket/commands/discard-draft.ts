import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

export const DiscardDraft = z.strictObject({ draftId: z.string().min(1).max(250), reason: Remark.optional() })
