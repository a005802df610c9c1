import * as z from "zod"

/** Somebody outside the desk was told. Holds no address: whom, never where. */
export const NotificationSent = z.object({
  channel: z.enum(["sns", "email"]),
  audience: z.enum(["team", "customer"]),
  /** The id of the event that they were told about. */
  about: z.string(),
  /** The carrier's receipt. */
  messageId: z.string().max(200),
})
