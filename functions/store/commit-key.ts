import * as z from "zod"

/** The primary key of a commit. */
export const CommitKey = z.object({ pk: z.string(), sk: z.number() })
export type CommitKey = z.infer<typeof CommitKey>
