/** How bad a problem is for the customer. */
export type Severity = "minor" | "normal" | "serious" | "critical"

/** How the customer writes. */
export type Mood = "calm" | "friendly" | "puzzled" | "worried" | "annoyed" | "angry" | "furious" | "pleased"

/**
 * One kind of ticket. Texts may hold slots in braces: see slots.ts. `says` tells what happens, under the subject at the
 * same place; `adds` is a detail of it. A question or praise comes without attempts and without consequences.
 */
export type Issue = {
  type: string
  kind?: "question" | "praise"
  severities: readonly Severity[]
  subjects: readonly string[]
  says: readonly string[]
  adds: readonly string[]
}

/** A product that customers write about. */
export type Product = {
  name: string
  /** What they have tried already. */
  tried: readonly string[]
  /** What it means for them. */
  means: Record<Severity, readonly string[]>
  issues: readonly Issue[]
}
