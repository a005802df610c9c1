import * as z from "zod"
import { Stream } from "#schemas/stream"

/**
 * A row that stands still before an event that it cannot take: at least one version behind `version` as long as that
 * is so. A row that has reached `version` has healed, whatever is still noted here.
 */
export const PoisonedRow = z.object({
  projection: z.string(),
  revision: z.int().positive(),
  stream: Stream,
  version: z.int().nonnegative(),
  /** The error's name, and its message without what people wrote. */
  error: z.string(),
  reason: z.string(),
  /** When it was first and last tried in vain, ISO 8601 in UTC, and how often. */
  since: z.string(),
  lastAt: z.string(),
  attempts: z.int().positive(),
})
export type PoisonedRow = z.infer<typeof PoisonedRow>

export type PoisonedKey = Pick<PoisonedRow, "projection" | "revision" | "stream">

/** Another vain attempt, `at` ISO 8601. */
export type Failed = PoisonedKey & Pick<PoisonedRow, "version" | "error" | "reason"> & { at: string }

/** The durable list of poisoned rows: at most one entry per row. */
export type PoisonedRows = {
  /** Counts an attempt. Another version than before begins anew. */
  mark(failed: Failed): Promise<void>
  all(): Promise<PoisonedRow[]>
  clear(key: PoisonedKey): Promise<void>
}

/** The entry after one more attempt. */
export const marked = (before: PoisonedRow | undefined, { at, ...failed }: Failed): PoisonedRow =>
  before?.version === failed.version
    ? { ...failed, since: before.since, lastAt: at, attempts: before.attempts + 1 }
    : { ...failed, since: at, lastAt: at, attempts: 1 }
