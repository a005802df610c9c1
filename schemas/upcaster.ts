import type * as z from "zod"

/** Turns the stored data of one version of an event into that of the next. */
export type Upcaster = (data: unknown) => unknown

/**
 * `upcasters[type][v - 1]` turns version v of an event's data into v + 1, so an event's current version is one more than
 * its steps. A shape that was ever stored stays readable: steps are added, never changed or removed.
 */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>

/**
 * A step from an older shape, which is checked first, to the next one; what it returns is checked as the event's
 * current shape once all steps are done. The old schema stays beside the new one: `const NoteAddedV1 = z.object(…)`.
 */
export const upcaster =
  <Old>(from: z.ZodType<Old>, step: (old: Old) => unknown): Upcaster =>
  (data) =>
    step(from.parse(data))
