import * as z from "zod"

/** An agent sent the draft, as it was or edited. The reply itself is a ReplyPosted in the same commit. */
export const DraftApproved = z.object({ draftId: z.string(), edited: z.boolean() })
