import * as z from "zod"

/** A snoozed ticket is back: its moment came, its customer wrote, or an agent wanted it. */
export const TicketWoken = z.object({ because: z.enum(["due", "customer-replied", "agent-woke"]) })
