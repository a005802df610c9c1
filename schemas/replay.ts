import * as z from "zod"

/** What marks a published event as sent again: beside the event's own fields, and no part of the event. */
export const ReplayMark = z.object({
  /** The replay's, so that its traces are found together. */
  id: z.string().min(1),
  /** When it was sent again, ISO 8601. */
  at: z.iso.datetime(),
})
export type ReplayMark = z.infer<typeof ReplayMark>

/** The mark of a published event, if it carries one. Throws ZodError where there is one that cannot be read. */
export const replayMarkOf = (detail: unknown): ReplayMark | undefined =>
  z.looseObject({ replay: ReplayMark.optional() }).parse(detail).replay
