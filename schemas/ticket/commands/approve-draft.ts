import * as z from "zod"
import { Text } from "#schemas/ticket/words"

/** `text` is the edited reply; without it the draft goes out as it is. */
export const ApproveDraft = z.strictObject({ draftId: z.string().min(1).max(250), text: Text.optional() })
