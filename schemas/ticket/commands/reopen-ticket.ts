import * as z from "zod"
import { Remark } from "#schemas/ticket/words"

export const ReopenTicket = z.strictObject({ reason: Remark.optional() })
