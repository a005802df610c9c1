import * as z from "zod"

/**
 * Where a rebuild stands. `filling`: the new revision is written beside the live one. `retiring`: the new one is live,
 * the old one still written for readers that have not heard yet. `dropping`: the old one is being deleted.
 */
export const RebuildPhase = z.enum(["filling", "retiring", "dropping", "done"])
export type RebuildPhase = z.infer<typeof RebuildPhase>

/** One read model that is rebuilt, and its revisions. `from` is 0 where there is none that the code could read. */
export const RebuiltModel = z.object({
  name: z.string(),
  from: z.int().nonnegative(),
  to: z.int().positive(),
  /** Of the code that makes the rows. Missing where it was begun before there were stamps. */
  stamp: z.string().optional(),
})

export const Rebuild = z.object({
  id: z.string().min(1),
  /** The execution that works on it. Another one takes it over by writing itself here. */
  owner: z.string(),
  phase: RebuildPhase,
  models: z.array(RebuiltModel).min(1),
  segments: z.int().positive(),
  /** Commits in the event table when it began; on AWS an estimate. */
  commits: z.int().nonnegative(),
  startedAt: z.iso.datetime(),
  switchedAt: z.iso.datetime().optional(),
})
export type Rebuild = z.infer<typeof Rebuild>

/** Which revision of each read model readers see, and the current or last rebuild. */
export const Revisions = z.object({
  /** Grows with every change: the condition of the next one. */
  edition: z.int().nonnegative(),
  live: z.record(z.string(), z.int().positive()),
  /** Of the code that made what is live. Another code does not read it. */
  stamps: z.record(z.string(), z.string()).default({}),
  rebuild: Rebuild.optional(),
})
export type Revisions = z.infer<typeof Revisions>

/** What was done of a segment, or of all of them. */
export const Filled = z.object({
  commits: z.int().nonnegative(),
  events: z.int().nonnegative(),
  tickets: z.int().nonnegative(),
  rows: z.int().nonnegative(),
  /** Rows that stand before an event that their fold cannot take. */
  poisoned: z.int().nonnegative(),
})
export type Filled = z.infer<typeof Filled>

/** A rebuild's progress, as GET /api/rebuilds and `desk rebuild` show it. Rates per second, times in seconds. */
export const RebuildProgress = Rebuild.omit({ owner: true, segments: true }).extend({
  ...Filled.shape,
  total: z.int().nonnegative(),
  segments: z.object({ done: z.int(), total: z.int() }),
  eventsPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
})
export type RebuildProgress = z.infer<typeof RebuildProgress>
