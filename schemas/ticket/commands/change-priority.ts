import * as z from "zod"
import { Priority, Remark } from "#schemas/ticket/words"

export const ChangePriority = z.strictObject({ priority: Priority, reason: Remark.optional() })
