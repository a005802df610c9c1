import { type RejectionKind, refusing } from "#core/engine/rejected"
import type { Macro } from "#core/macro/state"

/** Everything that a rule of macros may say no with, by its code. */
export const refusals = {
  "macro-not-found": "not-found",
  "macro-exists": "conflict",
  "macro-archived": "conflict",
} as const satisfies Record<string, RejectionKind>

export const refuse = refusing(refusals)

/** A macro that was made. Throws Rejected macro-not-found. */
export const existing = (macro: Macro): Exclude<Macro, { status: "none" }> => {
  if (macro.status === "none") throw refuse("macro-not-found", "There is no such macro")
  return macro
}
