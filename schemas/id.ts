import * as z from "zod"

/** A ticket's public identity and the name of its event stream. As wide as the warehouse's column: 50 characters. */
export const TicketId = z
  .string()
  .regex(/^TKT-[A-Za-z0-9_-]{1,46}$/, "must be TKT- followed by 1 to 46 letters, digits, _ or -")
  .brand<"TicketId">()
export type TicketId = z.infer<typeof TicketId>

/** Derived from the customer's e-mail address, so that one person is one customer on every channel. */
export const CustomerId = z
  .string()
  .regex(/^cus_[0-9a-f]{24}$/, "must be cus_ followed by 24 hexadecimal digits")
  .brand<"CustomerId">()
export type CustomerId = z.infer<typeof CustomerId>

/** The identity provider's subject (`sub`) of a person who works at the desk. */
export const AgentId = z.string().min(1).max(128).brand<"AgentId">()
export type AgentId = z.infer<typeof AgentId>
