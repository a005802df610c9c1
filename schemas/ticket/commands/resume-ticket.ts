import * as z from "zod"

export const ResumeTicket = z.strictObject({})
