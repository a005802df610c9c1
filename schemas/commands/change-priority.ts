import * as z from "zod"
import { Priority, Remark } from "#schemas/ticket"

export const ChangePriority = z.strictObject({ priority: Priority, reason: Remark.optional() })
