import * as z from "zod"
import { Text } from "#schemas/ticket/words"

/** A remark among agents. The customer never sees it. */
export const NoteAdded = z.object({ text: Text })
