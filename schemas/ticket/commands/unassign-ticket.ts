import * as z from "zod"

export const UnassignTicket = z.strictObject({})
