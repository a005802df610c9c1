import * as z from "zod"
import { TicketId } from "#schemas/id"
import { InboxItem } from "#schemas/ticket/views/inbox-row"

/** A frame of the live WebSocket: a ticket changed. Who works at the desk gets its row as lists show it. */
export const Change = z.object({
  type: z.literal("changed"),
  ticketId: TicketId,
  version: z.int(),
  row: InboxItem.optional(),
})
export type Change = z.infer<typeof Change>
