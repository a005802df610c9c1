import * as z from "zod"

/** Work can go on: the customer answered, or an agent said so. */
export const TicketResumed = z.object({ because: z.enum(["customer-replied", "agent-resumed"]) })
