import * as z from "zod"
import { CustomerId } from "#schemas/id"
import { Priority, Status, Team } from "#schemas/ticket/words"

const list = <T extends Record<string, string>>(item: z.ZodEnum<T>) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(item).min(1).max(10))
    .describe(`Comma-separated, out of ${item.options.join(", ")}`)

/** What a ticket may be without. */
const Owner = z.enum(["team", "assignee"])

/** The query string of GET /api/tickets. */
export const InboxQuery = z.strictObject({
  /** Comma-separated. */
  status: list(Status).optional(),
  team: Team.optional(),
  assignee: z.string().trim().min(1).max(128).optional(),
  /** Comma-separated: finds tickets that have no team, no assignee, or neither. */
  without: list(Owner).optional(),
  /** Comma-separated. */
  priority: list(Priority).optional(),
  customer: CustomerId.optional(),
  /** Text to find in id, subject, customer, product and issue type. */
  q: z.string().trim().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(2_000).optional(),
})
export type InboxQuery = z.infer<typeof InboxQuery>
