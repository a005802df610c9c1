import * as z from "zod"

const Opaque = z.string().min(1).max(500)

/** The query string of GET /api/inbox: `after` as an earlier answer gave it, or `cursor` to go on in this one. */
export const InboxSince = z
  .strictObject({
    after: Opaque.optional(),
    cursor: Opaque.optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
  })
  .refine(({ after, cursor }) => after === undefined || cursor === undefined, {
    path: ["cursor"],
    error: "leads on in an answer by itself: send it without after",
  })
export type InboxSince = z.infer<typeof InboxSince>
